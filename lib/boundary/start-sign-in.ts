import "server-only";
import { createHash, randomBytes } from "node:crypto";
import NextAuth from "next-auth";
import { env } from "@/lib/core/env";
import { authOptions } from "./auth-options";

/**
 * Begins a sign-in to the dashboard without a page in between: what next-auth does when its button is pressed, here with
 * a CSRF token of our own making, since a page of another site gains nothing by sending someone to sign in.
 */
export async function startSignIn(callbackPath: string): Promise<Response> {
  const { BASE_URL } = env();
  const options = authOptions();
  const token = randomBytes(32).toString("hex");
  const hash = createHash("sha256").update(`${token}${options.secret}`).digest("hex");
  const csrfCookie = BASE_URL.startsWith("https:") ? "__Host-next-auth.csrf-token" : "next-auth.csrf-token";
  const request = {
    method: "POST",
    query: { nextauth: ["signin", "gatehouse"] },
    headers: { host: new URL(BASE_URL).host },
    cookies: { [csrfCookie]: `${token}|${hash}` },
    body: { csrfToken: token, callbackUrl: `${BASE_URL}${callbackPath}` },
  };
  const answer = collectAnswer();
  await Reflect.apply(NextAuth, undefined, [request, answer.response, options]);
  const headers = new Headers({ "cache-control": "no-store" });
  const location = answer.headers.get("location");
  headers.set("location", typeof location === "string" ? location : "/sign-in/failed?error=Configuration");
  for (const cookie of [answer.headers.get("set-cookie") ?? []].flat()) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** As much of a Node response as next-auth uses. */
function collectAnswer() {
  const headers = new Map<string, string | string[]>();
  const response = {
    status: () => response,
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader(name: string, value: string | string[]) {
      headers.set(name.toLowerCase(), value);
      return response;
    },
    end: () => response,
    json: () => response,
    send: () => response,
  };
  return { headers, response };
}

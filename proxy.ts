import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/boundary/content-security-policy";
import { isForeignWrite } from "@/lib/boundary/is-foreign-write";
import { securityHeaders } from "@/lib/boundary/security-headers";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";

/** Runs before every page and handler: security headers, the request's id, and no writes for other origins. */
export function proxy(request: NextRequest): NextResponse {
  const { BASE_URL } = env();
  const { pathname, search } = request.nextUrl;
  const requestId = newId();
  if (isForeignWrite(request, pathname, new URL(BASE_URL).origin)) {
    return secure(new NextResponse("This request came from another site.", { status: 403 }), requestId);
  }

  const isHosted = pathname.startsWith("/auth/");
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, { isHosted });
  // What a client sends under these names is replaced. Next reads the nonce out of the policy.
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  headers.set("x-request-id", requestId);
  headers.set("x-gatehouse-path", `${pathname}${search}`);

  const response = secure(NextResponse.next({ request: { headers } }), requestId);
  response.headers.set("content-security-policy", policy);
  // A sign-in that an application opened as a pop-up must keep its way back to the opener.
  if (!isHosted) response.headers.set("cross-origin-opener-policy", "same-origin");
  return response;
}

function secure(answer: NextResponse, requestId: string): NextResponse {
  const headers = securityHeaders(requestId, { isHttps: env().BASE_URL.startsWith("https:") });
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
}

export const config = { matcher: ["/((?!_next/static/|_next/image|icon\\.svg$|favicon\\.ico$).*)"] };

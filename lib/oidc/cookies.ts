import "server-only";
import { createHmac } from "node:crypto";
import { derivedSecret } from "@/lib/core/crypto";
import { env } from "@/lib/core/env";

function isSecure(): boolean {
  return env().BASE_URL.startsWith("https:");
}

/** Every cookie of an issuer goes to its own pages alone, so that environments do not mix. */
export function cookieOptions(environmentKey: string) {
  return {
    httpOnly: true,
    sameSite: "lax" as const,
    signed: true,
    secure: isSecure(),
    path: `/auth/${environmentKey}`,
  };
}

/** `__Host-` would ask for the path "/", and these must not leave their environment. */
export function cookieNames(environmentKey: string) {
  const prefix = `${isSecure() ? "__Secure-" : ""}gatehouse-${environmentKey}`;
  return {
    session: `${prefix}-session`,
    interaction: `${prefix}-interaction`,
    resume: `${prefix}-resume`,
    browser: `${prefix}-browser`,
  };
}

/** What the provider's cookies are signed with. */
export function cookieKey(): string {
  return derivedSecret("issuer cookies");
}

/** A cookie as a browser sends it that got it from the provider, whose signatures are those of the package keygrip. */
export function signedCookie(
  cookie: keyof ReturnType<typeof cookieNames>,
  environmentKey: string,
  value: string,
): string {
  const pair = `${cookieNames(environmentKey)[cookie]}=${value}`;
  const signature = createHmac("sha1", cookieKey()).update(pair).digest("base64url");
  return `${pair}; ${pair.split("=", 1)[0]}.sig=${signature}`;
}

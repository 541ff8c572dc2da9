import "server-only";
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

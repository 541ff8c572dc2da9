import "server-only";
import { tokenHash } from "@/lib/core/crypto";
import { randomAlphanumeric } from "@/lib/core/ids";

/** A new client secret to be shown once, and what is kept of it. */
export function newClientSecret(): { clientSecret: string; clientSecretHash: string } {
  const clientSecret = randomAlphanumeric(48);
  return { clientSecret, clientSecretHash: tokenHash(clientSecret) };
}

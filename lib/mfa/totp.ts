import "server-only";
import { generateSecret, generateURI, verify } from "otplib";

/** One step is 30 seconds; the one before and the one after are taken too, as clocks differ. */
const TOLERANCE_SECONDS = 30;

/** A new key for an authenticator app: 160 random bits in base32. */
export function newTotpSecret(): string {
  return generateSecret({ length: 20 });
}

/** The address that a QR code brings into an authenticator app. */
export function totpUri(secret: string, { issuer, label }: { issuer: string; label: string }): string {
  return generateURI({ issuer, label, secret });
}

/** The step (RFC 6238) whose code this is, near this moment; null when it is none. Whether it was used is asked of the row. */
export async function findTotpStep(secret: string, code: string): Promise<number | null> {
  if (!/^\d{6}$/.test(code)) return null;
  const result = await verify({ secret, token: code, epochTolerance: TOLERANCE_SECONDS });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}

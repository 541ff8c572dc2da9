import "server-only";
import { randomAlphanumeric } from "@/lib/core/ids";
import { type FormRef, signChallenge } from "./sign-challenge";

/** Leading zero bits that the hash of a solution must have: a fraction of a second of work for a phone. */
export const DIFFICULTY = 16;
const MINUTES = 10;

/** A puzzle to solve before a form may be sent. Nothing is stored: it carries its own signature and end. */
export function issueChallenge(form: FormRef, now = Date.now()): { challenge: string; difficulty: number } {
  const expires = Math.floor(now / 1000) + MINUTES * 60;
  const nonce = randomAlphanumeric(24);
  return { challenge: `${expires}.${nonce}.${signChallenge(form, expires, nonce)}`, difficulty: DIFFICULTY };
}

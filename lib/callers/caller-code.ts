import "server-only";
import { randomInt } from "node:crypto";
import { keyedHash } from "@/lib/core/crypto";

/** How long a code can be read back. */
export const CODE_MINUTES = 10;

export function newCallerCode(): string {
  return randomInt(1_000_000).toString().padStart(6, "0");
}

/** The stored form of a code: bound to its check, and so to its user and agent. */
export function callerCodeHash(checkId: string, code: string): string {
  return keyedHash(`${checkId}:${code}`, "caller code");
}

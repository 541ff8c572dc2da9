import "server-only";
import { randomInt } from "node:crypto";
import { tokenHash } from "@/lib/core/crypto";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";

const COUNT = 10;
// Base32 without the letters and digits that are taken for each other (Crockford): 16 of them are 80 bits.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 16;

/** The stored form of a recovery code, however it was typed: a plain hash is safe, as nobody can guess 80 bits. */
export function recoveryCodeHash(userId: string, code: string): string {
  const read = code.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return tokenHash(`${userId}:${read}`);
}

/** Gives the user new recovery codes in place of all earlier ones. They can be read here and never again. */
export async function replaceRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ id: newId(), userId, codeHash: recoveryCodeHash(userId, code) })),
  });
  return codes;
}

/** Uses a recovery code up; false when there is no such code, or somebody was a moment quicker. */
export async function spendRecoveryCode(tx: Tx, userId: string, code: string): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash: recoveryCodeHash(userId, code), usedAt: null },
    data: { usedAt: new Date() },
  });
  return count === 1;
}

function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

import "server-only";
import { tokenHash } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";

/** Whether this is the token of the current set-up link. */
export async function isSetupToken(token: string): Promise<boolean> {
  const found = await db.business.findFirst({
    where: { id: 1, setUpAt: null, setupTokenHash: tokenHash(token) },
    select: { id: true },
  });
  return found !== null;
}

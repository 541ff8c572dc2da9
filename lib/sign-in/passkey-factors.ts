import "server-only";
import { db, type Tx } from "@/lib/core/db";
import type { StoredPasskey } from "@/lib/mfa/passkeys";

export type PasskeyFactor = StoredPasskey & { id: string; userId: string };

type Where = { environmentId: string; userId?: string; organizationId: string | null; credentialId?: string };

/** The passkeys that may be proven: of a user, for a scope, or by the id that a browser names. */
export async function findPasskeys({ credentialId, ...where }: Where): Promise<PasskeyFactor[]> {
  const rows = await db.mfaFactor.findMany({
    where: { ...where, method: "passkey", credentialId: credentialId ?? { not: null } },
    orderBy: { id: "desc" },
    take: 50,
    select: { id: true, userId: true, credentialId: true, publicKey: true, counter: true, transports: true },
  });
  return rows.flatMap(({ credentialId, publicKey, ...row }) =>
    credentialId && publicKey ? [{ ...row, credentialId, publicKey }] : [],
  );
}

/** Notes a use; false when the passkey is gone, or its counter says that a copy of it was used meanwhile. */
export async function notePasskeyUse(tx: Tx, passkey: PasskeyFactor, counter: bigint): Promise<boolean> {
  const { count } = await tx.mfaFactor.updateMany({
    where: { id: passkey.id, counter: passkey.counter },
    data: { counter, lastUsedAt: new Date() },
  });
  return count === 1;
}

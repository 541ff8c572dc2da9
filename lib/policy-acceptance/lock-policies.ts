import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import type { PolicyKind } from "./schema";

export type PolicyState = {
  isShown: boolean;
} & Record<PolicyKind, { version: number; url: string } | null>;

/** Holds the environment's policies until the end of the transaction: of two changes at once the second waits, and looks. */
export async function lockPolicies(tx: Tx, ctx: Context): Promise<PolicyState> {
  const { id } = ctx.environment;
  // Not FOR UPDATE: sign-ups refer to the environment's row and need not wait for this.
  await tx.$queryRaw`SELECT id FROM environment WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const version = { select: { version: true, url: true } };
  const found = await tx.environment.findUnique({
    where: { id },
    select: { isPolicyAcceptanceShown: true, termsVersion: version, privacyVersion: version },
  });
  if (!found) throw notFoundError("environment");
  return {
    isShown: found.isPolicyAcceptanceShown,
    terms: found.termsVersion,
    privacy: found.privacyVersion,
  };
}

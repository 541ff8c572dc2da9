import "server-only";
import type { Context } from "@/lib/core/context";
import { db, type Tx } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import type { MfaSettings } from "./schema";

/** What this environment asks of a sign-in besides the first proof. */
export async function getMfaSettings(ctx: Context): Promise<MfaSettings> {
  assertCan(ctx, "settings:read");
  return readMfaSettings(ctx);
}

export async function readMfaSettings(ctx: Context, tx: Tx = db): Promise<MfaSettings> {
  const found = await tx.environment.findUnique({
    where: { id: ctx.environment.id },
    select: { mfaRequirement: true, mfaMethods: true, isMfaRecoveryEnabled: true },
  });
  if (!found) throw notFoundError("environment");
  const { mfaRequirement, mfaMethods, isMfaRecoveryEnabled } = found;
  return { requirement: mfaRequirement, methods: mfaMethods, isRecoveryEnabled: isMfaRecoveryEnabled };
}

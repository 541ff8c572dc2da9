import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { encrypt } from "@/lib/core/crypto";
import type { Tx } from "@/lib/core/db";
import { replaceRecoveryCodes } from "@/lib/mfa/recovery-codes";

/** Replaces the user's recovery codes; gives the new ones encrypted, as a flow keeps them until they were read. */
export async function makeRecoveryCodes(ctx: Context & { tx: Tx }, userId: string): Promise<string> {
  const codes = await replaceRecoveryCodes(ctx.tx, userId);
  await recordEvent(ctx.tx, ctx, {
    type: "user.recovery_codes_replaced",
    target: { type: "user", id: userId },
  });
  return encrypt(JSON.stringify(codes));
}

import "server-only";
import type { Context } from "@/lib/core/context";
import { db, type Tx } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import type { SupportSettings } from "./schema";

const select = {
  passwordResetPolicy: true,
  temporaryPasswordPolicy: true,
  mfaResetPolicy: true,
  identityChangePolicy: true,
  deleteUserPolicy: true,
  approvalHours: true,
} as const satisfies Record<keyof SupportSettings, true>;

/** What this environment asks of its support desk at this moment; the caller has asked for the right to know. */
export async function readSupportSettings(
  ctx: Pick<Context, "environment">,
  tx: Tx = db,
): Promise<SupportSettings> {
  const found = await tx.environment.findUnique({ where: { id: ctx.environment.id }, select });
  if (!found) throw notFoundError("environment");
  return found;
}

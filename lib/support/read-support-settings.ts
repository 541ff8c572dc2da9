import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { runPrepared } from "@/lib/core/run-prepared";
import type { SupportSettings } from "./schema";

const READ_SUPPORT_SETTINGS = {
  name: "read-support-settings",
  text: `SELECT password_reset_policy::text AS "passwordResetPolicy",
      temporary_password_policy::text AS "temporaryPasswordPolicy", mfa_reset_policy::text AS "mfaResetPolicy",
      identity_change_policy::text AS "identityChangePolicy", delete_user_policy::text AS "deleteUserPolicy",
      approval_hours AS "approvalHours"
    FROM environment WHERE id = $1::uuid`,
};

/** What this environment asks of its support desk at this moment; the caller has asked for the right to know. */
export async function readSupportSettings(
  ctx: Pick<Context, "environment">,
  tx?: Tx,
): Promise<SupportSettings> {
  const [found] = await runPrepared<SupportSettings>(READ_SUPPORT_SETTINGS, [ctx.environment.id], tx);
  if (!found) throw notFoundError("environment");
  return found;
}

import "server-only";
import type { Context } from "@/lib/core/context";
import { assertCan } from "@/lib/permissions/assert-can";
import { readSupportSettings } from "./read-support-settings";
import { POLICY_NAMES, type SupportPolicies } from "./schema";

/** What each deed needs here, so that its dialog can say so before it is refused. */
export async function getSupportPolicies(ctx: Context): Promise<SupportPolicies> {
  assertCan(ctx, "users:read");
  const settings = await readSupportSettings(ctx);
  return {
    reset_password: settings[POLICY_NAMES.reset_password],
    set_temporary_password: settings[POLICY_NAMES.set_temporary_password],
    reset_mfa: settings[POLICY_NAMES.reset_mfa],
    change_identity: settings[POLICY_NAMES.change_identity],
    delete_user: settings[POLICY_NAMES.delete_user],
  };
}

import "server-only";
import type { Context } from "@/lib/core/context";
import { prepareTemporaryPassword } from "@/lib/users/prepare-temporary-password";
import { toE164 } from "@/lib/users/to-e164";
import type { AskedDeed, KeptDeed } from "./schema";

/**
 * What is kept of a deed that is asked for: exactly what will run, with the reason of the request as the deed's own. Of a
 * temporary password only the hash that the user's next sign-in is checked against.
 */
export async function prepareDeed(
  ctx: Context,
  deed: AskedDeed,
  reason: string,
): Promise<{ kept: KeptDeed; passwordHash: string | null }> {
  switch (deed.kind) {
    case "set_temporary_password": {
      const { hash } = await prepareTemporaryPassword(ctx, deed.input);
      const { password: _, ...input } = deed.input;
      return { kept: { kind: deed.kind, input }, passwordHash: hash };
    }
    case "add_identity": {
      const { input } = deed;
      const value = input.type === "phone" ? toE164(input.value, input.country, "value") : input.value;
      return { kept: { kind: deed.kind, input: { ...input, value, country: "" } }, passwordHash: null };
    }
    case "reset_password":
      return { kept: { kind: deed.kind, input: { ...deed.input, reason } }, passwordHash: null };
    case "reset_mfa":
      return { kept: { kind: deed.kind, input: { ...deed.input, reason } }, passwordHash: null };
    case "delete_user":
      return { kept: { kind: deed.kind, input: { ...deed.input, reason } }, passwordHash: null };
    default:
      return { kept: deed, passwordHash: null };
  }
}

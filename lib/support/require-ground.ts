import "server-only";
import type { CallerVerified, Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError, stepError } from "@/lib/core/errors";
import { findCallerVerified } from "./find-caller-verified";
import { readSupportSettings } from "./read-support-settings";
import { POLICY_NAMES, type SupportDeed } from "./schema";

/** On what a deed rests besides the right to do it, as the log says it; empty where nothing was needed or known. */
export type Ground = {
  callerVerified?: CallerVerified;
  approval?: { requestId: string; requestedById: string; approvedById: string };
};

/** The same for an event that has nothing else to say of after. */
export function groundFacts(ground: Ground): Ground | undefined {
  return Object.keys(ground).length > 0 ? ground : undefined;
}

const DEED_WORDS: Record<SupportDeed, string> = {
  reset_password: "a password is reset",
  set_temporary_password: "a temporary password is given",
  reset_mfa: "multi-factor auth is reset",
  change_identity: "identities are changed",
  delete_user: "a user is deleted",
};

/**
 * Refuses a guarded deed without what this environment asks for: a caller whom this agent has verified, or a second
 * person's approval. Every path to such a deed calls it in its transaction; owners are bound like everybody, the system's
 * own jobs are not. Without one user of whom it could be asked, as in a bulk action, only an unguarded deed passes.
 */
export async function requireGround(
  tx: Tx,
  ctx: Context,
  deed: SupportDeed,
  userIds: readonly string[],
): Promise<Ground> {
  const { actor, approval } = ctx;
  const [userId] = userIds;
  const isOne = userIds.length === 1 && userId !== undefined;
  if (approval && isOne && approval.deed === deed && approval.userId === userId) {
    const { requestId, requestedById, approvedById, caller } = approval;
    const decision = { requestId, requestedById, approvedById };
    return { approval: decision, ...(caller && { callerVerified: caller }) };
  }
  if (actor.type === "system") return {};
  const policy = (await readSupportSettings(ctx, tx))[POLICY_NAMES[deed]];
  if (!isOne) {
    if (policy === "none") return {};
    throw new AppError(
      "forbidden",
      `Not for many users at once: before ${DEED_WORDS[deed]}, this environment asks for ${
        policy === "approval" ? "a second person's approval" : "a verified caller"
      }, one user at a time. Open each user's record, or change this in Settings > Support.`,
    );
  }
  const caller = await findCallerVerified(ctx, userId, tx);
  if (policy === "approval") {
    throw stepError(
      "ask_approval",
      `Before ${DEED_WORDS[deed]}, a second person has to approve it here. Say why, and ask for approval.`,
    );
  }
  if (policy === "caller_verified" && !caller) {
    throw stepError(
      "verify_caller",
      `Before ${DEED_WORDS[deed]}, the caller has to be verified here. Verify the caller, then do this again.`,
    );
  }
  return caller ? { callerVerified: caller } : {};
}

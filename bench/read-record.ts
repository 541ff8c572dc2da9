import { listPendingAbout } from "@/lib/approvals/list-pending-about";
import type { Context } from "@/lib/core/context";
import { explainSignIn } from "@/lib/sign-in/explain-sign-in";
import { findCallerVerified } from "@/lib/support/find-caller-verified";
import { getPasswordState } from "@/lib/users/get-password-state";
import { getUser } from "@/lib/users/get-user";

/** All that a user's record shows, read as its page reads it. */
export async function readRecord(ctx: Context, userId: string): Promise<void> {
  await getUser(ctx, userId);
  await Promise.all([
    explainSignIn(ctx, { userId }),
    listPendingAbout(ctx, userId),
    getPasswordState(ctx, userId),
    findCallerVerified(ctx, userId),
  ]);
}

import "server-only";
import type { Approval, Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { eraseAskedUser } from "@/lib/deleted-users/erase-asked-user";
import { addIdentity } from "@/lib/users/add-identity";
import { deleteIdentity } from "@/lib/users/delete-identity";
import { deleteUser } from "@/lib/users/delete-user";
import { giveAskedPassword } from "@/lib/users/give-asked-password";
import { handOverPassword } from "@/lib/users/hand-over-password";
import { makeIdentityPrimary } from "@/lib/users/make-identity-primary";
import { resetMfa } from "@/lib/users/reset-mfa";
import { resetPassword } from "@/lib/users/reset-password";
import type { KeptDeed } from "./schema";

type DeedContext = Context & { tx: Tx; approval: Approval };

/** Runs what was asked, through the verb that runs it without asking. Gives the link of a hand-over, which is kept nowhere. */
export async function runKeptDeed(
  ctx: DeedContext,
  deed: KeptDeed,
  passwordHash: string | null,
): Promise<string | null> {
  if (deed.kind === "hand_over_password") return (await handOverPassword(ctx, deed.input)).link;
  await runWithoutAnswer(ctx, deed, passwordHash);
  return null;
}

/** Runs it to see whether it would be refused, before anybody is asked; the caller takes it back. No secret is made for it. */
export async function rehearseDeed(
  ctx: DeedContext,
  deed: KeptDeed,
  passwordHash: string | null,
): Promise<void> {
  if (deed.kind === "hand_over_password") {
    await giveAskedPassword(ctx, { userId: deed.input.userId, hash: "", hours: "1" });
  } else {
    await runWithoutAnswer(ctx, deed, passwordHash);
  }
}

async function runWithoutAnswer(
  ctx: DeedContext,
  deed: Exclude<KeptDeed, { kind: "hand_over_password" }>,
  passwordHash: string | null,
): Promise<void> {
  switch (deed.kind) {
    case "reset_password":
      return resetPassword(ctx, deed.input);
    case "set_temporary_password":
      return giveAskedPassword(ctx, { ...deed.input, hash: passwordHash ?? "" });
    case "reset_mfa":
      return resetMfa(ctx, deed.input);
    case "add_identity":
      await addIdentity(ctx, deed.input);
      return;
    case "delete_identity":
      return deleteIdentity(ctx, deed.input);
    case "make_identity_primary":
      return makeIdentityPrimary(ctx, deed.input);
    case "delete_user":
      return deleteUser(ctx, deed.input);
    case "erase_user":
      return eraseAskedUser(ctx, deed.input);
  }
}

import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertNoConnection } from "./assert-no-connection";
import { requireTarget, type TargetUser } from "./guard-target";
import { lockUser } from "./lock-user";

/** The user whose password an admin is about to replace: somebody else, and one who may sign in. */
export async function requirePasswordTarget(tx: Tx, ctx: Context, userId: string): Promise<TargetUser> {
  const user = await requireTarget(tx, ctx, userId);
  if (ctx.actor.type === "admin" && ctx.actor.id === user.id) {
    throw new AppError(
      "forbidden",
      "You cannot do this to yourself. To change your own password, sign out and use Forgot password? at sign-in.",
    );
  }
  const status = await lockUser(tx, ctx, user.id);
  if (status !== "active") {
    throw new AppError("conflict", `This user is ${status} and cannot sign in. Restore the user first.`);
  }
  await assertNoConnection(
    tx,
    user.id,
    "where their password is kept: there is none here that could be set.",
  );
  return user;
}

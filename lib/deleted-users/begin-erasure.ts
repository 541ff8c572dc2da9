import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { groundFacts, requireGround } from "@/lib/support/require-ground";
import { userName } from "@/lib/users/user-name";
import { requireDeletedUser } from "./require-deleted-user";
import type { eraseUserInput } from "./schema";

/** Marks a deleted user as being erased; the caller has asked for the right to, and erases them, or has a job do it. */
export async function beginErasure(
  tx: Tx,
  ctx: Context,
  input: z.output<typeof eraseUserInput>,
): Promise<string> {
  const user = await requireDeletedUser(tx, ctx, input.userId);
  if (user.erasingAt) throw new AppError("conflict", "This user is being erased already.");
  const name = user.email ?? userName(user);
  if (input.confirmation.trim().toLowerCase() !== name.toLowerCase()) {
    throw new AppError("validation", "Some fields need your attention.", {
      confirmation: `Type ${name} to confirm.`,
    });
  }
  const ground = await requireGround(tx, ctx, "delete_user", [user.id]);
  // From here there is no way back: a restore is refused, and the job goes on should this process end.
  await tx.deletedUser.update({ where: { id: user.id }, data: { erasingAt: new Date() } });
  await recordEvent(tx, ctx, {
    type: "user.erasure_begun",
    target: { type: "user", id: user.id },
    after: groundFacts(ground),
  });
  return user.id;
}

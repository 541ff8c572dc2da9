import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { userName } from "@/lib/users/user-name";
import { erasePerson } from "./erase-person";
import { requireDeletedUser } from "./require-deleted-user";
import type { eraseUserInput } from "./schema";

/** Erases a deleted user at once and for good: what is kept of them goes, and the log says no longer who they were. */
export async function eraseUser(ctx: Context, input: z.output<typeof eraseUserInput>): Promise<void> {
  assertCan(ctx, "users:delete");
  const userId = await inTransaction(ctx, async (tx) => {
    const user = await requireDeletedUser(tx, ctx, input.userId);
    const typed = input.confirmation.trim().toLowerCase();
    if (typed !== (user.email ?? userName(user)).toLowerCase()) {
      throw new AppError("validation", "Some fields need your attention.", {
        confirmation: `Type ${user.email ?? userName(user)} to confirm.`,
      });
    }
    // From here there is no way back: a restore is refused, and the job goes on should this process end.
    await tx.deletedUser.update({ where: { id: user.id }, data: { erasingAt: new Date() } });
    return user.id;
  });
  await erasePerson(ctx, userId);
}

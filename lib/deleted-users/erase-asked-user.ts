import "server-only";
import type { z } from "zod";
import { addJob } from "@/lib/core/add-job";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { beginErasure } from "./begin-erasure";
import type { eraseUserInput } from "./schema";

/** Erases a deleted user as a part of a larger transaction: marked in it, and cleared away by the job once it has committed. */
export async function eraseAskedUser(ctx: Context, input: z.output<typeof eraseUserInput>): Promise<void> {
  assertCan(ctx, "users:delete");
  await inTransaction(ctx, async (tx) => {
    await beginErasure(tx, ctx, input);
    await addJob(tx, "erase_deleted_users", {});
  });
}

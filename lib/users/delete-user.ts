import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { throwRefusal } from "./change-targets";
import { deleteTargets } from "./delete-targets";
import type { deleteUserInput } from "./schema";

/** Deletes a user to one of two extents: the access, with the profile kept, or the whole record. */
export async function deleteUser(ctx: Context, input: z.output<typeof deleteUserInput>): Promise<void> {
  assertCan(ctx, "users:delete");
  await inTransaction(ctx, async (tx) => {
    throwRefusal(await deleteTargets(tx, ctx, [input.userId], input));
  });
}

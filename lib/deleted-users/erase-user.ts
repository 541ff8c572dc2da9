import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { beginErasure } from "./begin-erasure";
import { erasePerson } from "./erase-person";
import type { eraseUserInput } from "./schema";

/** Erases a deleted user at once and for good: what is kept of them goes, and the log says no longer who they were. */
export async function eraseUser(ctx: Context, input: z.output<typeof eraseUserInput>): Promise<void> {
  assertCan(ctx, "users:delete");
  const userId = await inTransaction(ctx, (tx) => beginErasure(tx, ctx, input));
  await erasePerson(ctx, userId);
}

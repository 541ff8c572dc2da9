import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { restoreTargets } from "./restore-targets";
import type { restoreUsersInput } from "./schema";
import { toUserResults, type UserResult } from "./user-result";

/** Restores the users of a selection: one that is refused does not hold up the others. */
export async function restoreUsers(
  ctx: Context,
  { userIds }: z.output<typeof restoreUsersInput>,
): Promise<UserResult[]> {
  assertCan(ctx, "users:suspend");
  return inTransaction(ctx, async (tx) => toUserResults(await restoreTargets(tx, ctx, userIds)));
}

import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import type { suspendUsersInput } from "./schema";
import { suspendTargets } from "./suspend-targets";
import { toUserResults, type UserResult } from "./user-result";

/** Suspends the users of a selection: one that is refused does not hold up the others. */
export async function suspendUsers(
  ctx: Context,
  { userIds, reason }: z.output<typeof suspendUsersInput>,
): Promise<UserResult[]> {
  assertCan(ctx, "users:suspend");
  return inTransaction(ctx, async (tx) => toUserResults(await suspendTargets(tx, ctx, userIds, reason)));
}

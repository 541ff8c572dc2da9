import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { assertCan } from "@/lib/permissions/assert-can";
import { eachUser, type UserResult } from "./each-user";
import type { suspendUsersInput } from "./schema";
import { suspendUser } from "./suspend-user";

/** Suspends each user of a selection by itself: one that is refused does not hold up the others. */
export async function suspendUsers(
  ctx: Context,
  { userIds, reason }: z.output<typeof suspendUsersInput>,
): Promise<UserResult[]> {
  assertCan(ctx, "users:suspend");
  return eachUser(userIds, (userId) => suspendUser(ctx, { userId, reason }));
}

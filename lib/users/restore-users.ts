import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { assertCan } from "@/lib/permissions/assert-can";
import { eachUser, type UserResult } from "./each-user";
import { restoreUser } from "./restore-user";
import type { restoreUsersInput } from "./schema";

/** Restores each user of a selection by itself: one that is refused does not hold up the others. */
export async function restoreUsers(
  ctx: Context,
  { userIds }: z.output<typeof restoreUsersInput>,
): Promise<UserResult[]> {
  assertCan(ctx, "users:suspend");
  return eachUser(userIds, (userId) => restoreUser(ctx, { userId }));
}

import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import type { UserStatus } from "@/prisma/generated/client";

/** Holds a user's row until the transaction ends and says how the user stands: changes of one user's identities take turns. */
export async function lockUser(tx: Tx, ctx: Context, userId: string): Promise<UserStatus> {
  const [user] = await tx.$queryRaw<{ status: UserStatus }[]>`
    SELECT status FROM app_user
    WHERE id = ${userId}::uuid AND environment_id = ${ctx.environment.id}::uuid FOR UPDATE`;
  if (!user) throw notFoundError("user");
  return user.status;
}

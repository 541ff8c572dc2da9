import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import type { Claim } from "@/lib/core/identity-claim";
import { can } from "@/lib/permissions/assert-can";
import { Prisma } from "@/prisma/generated/client";
import { userName } from "./user-name";

const words = {
  email: "email address",
  phone: "phone number",
  username: "username",
  enterprise: "identity",
} as const;

/**
 * Refuses with a sentence on each field whose value already belongs to a user of this environment, and says whose it is to
 * who may see users. `field` is where the sentence goes when the form has one for all types.
 */
export async function assertClaimsFree(
  tx: Tx,
  ctx: Context,
  claims: readonly Claim[],
  { field, userId }: { field?: string; userId?: string } = {},
): Promise<void> {
  const taken = await tx.identity.findMany({
    where: { environmentId: ctx.environment.id, OR: claims.map(({ type, claim }) => ({ type, claim })) },
    select: { type: true, user: { select: { id: true, firstName: true, lastName: true, email: true } } },
  });
  const [first] = taken;
  if (!first) return;
  const isTold = can(ctx, "users:read");
  const holder = (user: (typeof taken)[number]["user"]) => {
    if (user.id === userId) return "This user";
    return isTold ? userName(user) : "Another user";
  };
  const fields = taken.map(({ type, user }) => [
    field ?? type,
    `${holder(user)} already has this ${words[type]}.`,
  ]);
  const subject =
    isTold && first.user.id !== userId ? ({ type: "user", id: first.user.id } as const) : undefined;
  throw new AppError("validation", "Some fields need your attention.", Object.fromEntries(fields), subject);
}

/** Says in plain words that another request took the same identity between the check and the write. */
export async function orClaimConflict<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new AppError("conflict", "Someone else just did this: one of these identities is now taken.");
    }
    throw error;
  }
}

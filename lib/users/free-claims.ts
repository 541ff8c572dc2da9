import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import type { Claim } from "@/lib/core/identity-claim";
import { Prisma } from "@/prisma/generated/client";

const words = { email: "email address", phone: "phone number", username: "username" } as const;

/** Refuses with a sentence on each field whose value already belongs to a user of this environment. */
export async function assertClaimsFree(tx: Tx, ctx: Context, claims: readonly Claim[]): Promise<void> {
  const taken = await tx.identity.findMany({
    where: { environmentId: ctx.environment.id, OR: claims.map(({ type, claim }) => ({ type, claim })) },
    select: { type: true },
  });
  if (taken.length === 0) return;
  const fields = taken.map(({ type }) => [type, `Another user already has this ${words[type]}.`]);
  throw new AppError("validation", "Some fields need your attention.", Object.fromEntries(fields));
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

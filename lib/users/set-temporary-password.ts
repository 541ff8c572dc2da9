import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { db, inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { hashPassword } from "@/lib/core/password-hash";
import { findPasswordFlaw } from "@/lib/core/password-policy";
import { assertCan } from "@/lib/permissions/assert-can";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { giveTemporaryPassword } from "./give-temporary-password";
import type { setTemporaryPasswordInput } from "./schema";

/** Gives a user a password for one sign-in, in which they choose their own; sessions and tokens end at once. */
export async function setTemporaryPassword(
  ctx: Context,
  input: z.output<typeof setTemporaryPasswordInput>,
): Promise<void> {
  assertCan(ctx, "users:reset_password");
  const { userId, hours } = input;
  const owner = isId(userId) ? await findOwnerOfPassword(ctx, userId) : null;
  const flaw = owner && (await findPasswordFlaw(input.password, [...owner.about, await getBusinessName()]));
  if (flaw) throw new AppError("validation", flaw, { password: flaw });
  // Hashing takes its time, which no transaction should wait for.
  const hash = owner ? await hashPassword(input.password) : "";

  const given = { userId, hash, oldHash: owner?.hash, hours: hours ? Number(hours) : null };
  await inTransaction(ctx, (tx) => giveTemporaryPassword(tx, ctx, given));
}

async function findOwnerOfPassword(ctx: Context, userId: string) {
  const user = await db.user.findFirst({
    where: { id: userId, environmentId: ctx.environment.id },
    select: {
      firstName: true,
      lastName: true,
      identities: { select: { value: true } },
      password: { select: { hash: true } },
    },
  });
  if (!user) return null;
  const about = [user.firstName, user.lastName, ...user.identities.map(({ value }) => value)];
  return { about, hash: user.password?.hash };
}

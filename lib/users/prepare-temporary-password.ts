import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { hashPassword } from "@/lib/core/password-hash";
import { findPasswordFlaw } from "@/lib/core/password-policy";
import { getBusinessName } from "@/lib/settings/get-business-name";
import type { Temporary } from "./give-temporary-password";
import { type setTemporaryPasswordInput, temporaryHours } from "./schema";

/** Judges a temporary password and makes its hash, which takes its time: no transaction should wait for it. */
export async function prepareTemporaryPassword(
  ctx: Context,
  input: z.output<typeof setTemporaryPasswordInput>,
): Promise<Temporary> {
  const { userId } = input;
  const owner = isId(userId) ? await findOwnerOfPassword(ctx, userId) : null;
  const flaw = owner && (await findPasswordFlaw(input.password, [...owner.about, await getBusinessName()]));
  if (flaw) throw new AppError("validation", flaw, { password: flaw });
  const hash = owner ? await hashPassword(input.password) : "";
  return { userId, hash, oldHash: owner?.hash, hours: temporaryHours(input.hours) };
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

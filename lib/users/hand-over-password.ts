import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { sealWithToken, tokenHash } from "@/lib/core/crypto";
import { db, inTransaction } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { isId, randomAlphanumeric, randomPassword } from "@/lib/core/ids";
import { hashPassword } from "@/lib/core/password-hash";
import { assertCan } from "@/lib/permissions/assert-can";
import { giveTemporaryPassword } from "./give-temporary-password";
import type { handOverPasswordInput } from "./schema";

/**
 * Gives a user a strong temporary password that nobody has seen, and a link that shows it once. The link is given back here
 * and kept nowhere; a new one, or another password, makes it worthless.
 */
export async function handOverPassword(
  ctx: Context,
  input: z.output<typeof handOverPasswordInput>,
): Promise<{ link: string; expiresAt: Date }> {
  assertCan(ctx, "users:reset_password");
  const { userId } = input;
  const environmentId = ctx.environment.id;
  const owner = isId(userId)
    ? await (ctx.tx ?? db).user.findFirst({
        where: { id: userId, environmentId },
        select: { password: { select: { hash: true } } },
      })
    : null;
  const password = randomPassword();
  const token = randomAlphanumeric(43);
  const hash = owner ? await hashPassword(password) : "";
  const hours = Number(input.hours);
  const expiresAt = new Date(Date.now() + hours * 3_600_000);
  await inTransaction(ctx, async (tx) => {
    const ground = await giveTemporaryPassword(tx, ctx, {
      userId,
      hash,
      oldHash: owner?.password?.hash,
      hours,
    });
    await tx.passwordHandOver.create({
      data: {
        userId,
        environmentId,
        tokenHash: tokenHash(token),
        sealed: sealWithToken(token, password),
        expiresAt,
      },
      select: { userId: true },
    });
    await recordEvent(tx, ctx, {
      type: "user.password_hand_over_created",
      target: { type: "user", id: userId },
      after: { expiresAt, ...ground },
    });
  });
  return { link: `${env().BASE_URL}/auth/${ctx.environment.key}/hand-over?token=${token}`, expiresAt };
}

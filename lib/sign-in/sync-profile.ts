import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { UpstreamProfile } from "@/lib/connections/redeem-answer";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";

type Facts = { firstName: string; lastName: string; email: string; isEmailProven: boolean };

/** Takes over what the provider of a connection says of an active user; what it says nothing of stays. */
export async function syncProfile(
  tx: Tx,
  ctx: Context,
  { id, userId }: { id: string; userId: string },
  { name, email, isEmailProven }: UpstreamProfile,
): Promise<void> {
  const [kept] = await tx.$queryRaw<Facts[]>`
    SELECT u.first_name AS "firstName", u.last_name AS "lastName", i.value AS email,
      i.verified_at IS NOT NULL AS "isEmailProven"
    FROM app_user u JOIN identity i ON i.user_id = u.id AND i.id = ${id}::uuid
    WHERE u.id = ${userId}::uuid AND u.environment_id = ${ctx.environment.id}::uuid AND u.status = 'active'
    FOR UPDATE`;
  if (!kept) return;
  const said: Facts = { ...kept, ...name, ...(email && { email, isEmailProven }) };
  const changed = (["firstName", "lastName", "email", "isEmailProven"] as const).filter(
    (field) => kept[field] !== said[field],
  );
  if (changed.length === 0) return;
  if (changed.includes("email") || changed.includes("isEmailProven")) {
    const verifiedAt = said.isEmailProven ? new Date() : null;
    await tx.identity.update({
      where: { id },
      data: { value: said.email, verifiedAt },
      select: { id: true },
    });
  }
  const { firstName, lastName } = said;
  await tx.user.updateMany({ where: { id: userId }, data: { firstName, lastName, updatedAt: new Date() } });
  await recordEvent(tx, ctx, {
    type: "user.profile_synced",
    target: { type: "user", id: userId },
    before: Object.fromEntries(changed.map((field) => [field, kept[field]])),
    after: Object.fromEntries(changed.map((field) => [field, said[field]])),
  });
}

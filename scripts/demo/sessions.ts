import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { recycleUsers } from "@/lib/users/recycle-users";
import { MADE_UP_ADDRESSES, USER_AGENTS } from "@/prisma/made-up-visitors";
import type { SeededRandom } from "@/prisma/seeded-random";
import { DAY, type DemoPerson } from "./people";

/** How long a session of the issuer lasts without a new sign-in. */
const SESSION = 14 * DAY;
const RECYCLED = 5;

type World = { tx: Tx; ctx: Context; random: SeededRandom; now: number; applicationIds: readonly string[] };

/** Whoever signed in of late still is, in one or two places. */
export async function createSessions(world: World, people: readonly DemoPerson[]): Promise<void> {
  const { tx, ctx, random, now, applicationIds } = world;
  const environmentId = ctx.environment.id;
  const applications = await tx.application.findMany({
    where: { id: { in: [...applicationIds] } },
    select: { clientId: true },
  });
  const rows = people.flatMap(({ id: userId, fate, lastSignInAt }) => {
    if (fate !== "active" || lastSignInAt === null || lastSignInAt < now - SESSION + DAY) return [];
    return Array.from({ length: random.isChance(0.3) ? 2 : 1 }, (_, index) => {
      const at = Math.max(now - SESSION + DAY / 2, lastSignInAt - index * random.next() * 5 * DAY);
      const uid = random.idAt(Math.floor(at));
      const used = applications.filter((_, place) => place === 0 || random.isChance(0.3));
      return {
        environmentId,
        model: "Session",
        id: `demo-${uid}`,
        uid,
        userId,
        payload: {
          accountId: userId,
          uid,
          origin: {
            ip: MADE_UP_ADDRESSES[random.below(MADE_UP_ADDRESSES.length)] ?? null,
            userAgent: random.pick(USER_AGENTS),
          },
          authorizations: Object.fromEntries(used.map(({ clientId }) => [clientId, {}])),
        },
        createdAt: new Date(at),
        lastSeenAt: new Date(Math.min(now - 60_000, at + random.next() * 2 * DAY)),
        expiresAt: new Date(at + SESSION),
      };
    });
  });
  await tx.oidcArtifact.createMany({ data: rows });
}

/** A few of those who never came back lie in the recycle bin; says how many. */
export async function recycleSome({ tx, ctx }: World, people: readonly DemoPerson[]): Promise<number> {
  const idle = people.filter(({ fate, visits }) => fate === "active" && visits === 0).slice(0, RECYCLED);
  const ids = idle.map(({ id }) => id);
  await recycleUsers(tx, ctx, ids);
  await tx.user.deleteMany({ where: { id: { in: ids } } });
  await recordEvents(
    tx,
    ctx,
    ids.map((id) => ({ type: "user.deleted", target: { type: "user", id }, before: { status: "active" } })),
  );
  return ids.length;
}

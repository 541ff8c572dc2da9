import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { encrypt } from "@/lib/core/crypto";
import type { Tx } from "@/lib/core/db";
import { newConnectionKey, newOrganizationCode, randomAlphanumeric } from "@/lib/core/ids";
import { makeUpPerson } from "@/prisma/name-lists";
import { SeededRandom } from "@/prisma/seeded-random";
import { DAY } from "./people";

// Their providers are made up: whoever signs in with such an address sees what a provider looks like that is down.
const COMPANIES = [
  { name: "Lakeside Foods", host: "lakeside-foods.example", people: 14, isEnabled: true },
  { name: "Old Mill Bakery", host: "old-mill.example", people: 3, isEnabled: false },
] as const;

/** Two companies whose people sign in through a provider of their own; the connection of one is disabled. */
export async function createConnections(tx: Tx, ctx: Context, now: number) {
  const random = new SeededRandom(41);
  const environmentId = ctx.environment.id;
  let made = 0;
  for (const { name, host, people, isEnabled } of COMPANIES) {
    const createdAt = now - 60 * DAY;
    const [id, organizationId] = [random.idAt(createdAt), random.idAt(createdAt)];
    await tx.organization.create({
      data: {
        ...{ id: organizationId, environmentId, name },
        code: newOrganizationCode(),
        createdAt: new Date(createdAt),
      },
    });
    const settings = {
      name,
      issuer: `https://login.${host}`,
      emailDomains: [host],
      isEnabled,
      organizationId,
    };
    await tx.connection.create({
      data: {
        ...{ ...settings, id, environmentId, key: newConnectionKey() },
        clientId: `gatehouse-${host.split(".")[0]}`,
        clientSecret: encrypt(randomAlphanumeric(40)),
        createdAt: new Date(createdAt),
      },
    });
    await recordEvents(tx, ctx, [
      { type: "connection.created", target: { type: "connection", id }, after: settings },
    ]);
    for (let index = 0; index < people; index++) {
      await createPerson(tx, { random, environmentId, connectionId: id, organizationId, host, now, index });
    }
    made += people;
  }
  return { users: made, organizations: COMPANIES.length };
}

async function createPerson(
  tx: Tx,
  world: {
    random: SeededRandom;
    environmentId: string;
    connectionId: string;
    organizationId: string;
    host: string;
    now: number;
    index: number;
  },
): Promise<void> {
  const { random, environmentId, connectionId, organizationId, host, now, index } = world;
  const { firstName, lastName, handle } = makeUpPerson(random);
  const createdAt = Math.floor(now - (1 + random.next() * 55) * DAY);
  const userId = random.idAt(createdAt);
  const lastSignInAt = new Date(Math.floor(now - random.next() * DAY));
  await tx.user.create({
    data: { id: userId, environmentId, firstName, lastName, createdAt: new Date(createdAt), lastSignInAt },
  });
  const subject = `00u-${index}`;
  await tx.identity.create({
    data: {
      ...{ id: random.idAt(createdAt), environmentId, userId, connectionId, subject, lastSignInAt },
      type: "enterprise",
      value: `${handle}@${host}`,
      claim: `${connectionId}:${subject}`,
      isPrimary: true,
      verifiedAt: new Date(createdAt),
      signInCount: 1 + random.below(40),
      createdAt: new Date(createdAt),
    },
  });
  await tx.membership.create({ data: { userId, organizationId } });
}

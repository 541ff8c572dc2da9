import type { Tx } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";
import { makeUpPerson } from "@/prisma/name-lists";
import { SeededRandom } from "@/prisma/seeded-random";
import { DAY, DAYS_OF_LOG } from "./people";

const LISTS = { subscriber: 320, access_request: 45 } as const;
const SITE = "https://www.harbour-supplies.example";

/** Fills both lists with people who came by the forms of the business's site, the same each time. */
export async function createSubscribers(tx: Tx, environmentId: string, now: number): Promise<void> {
  const random = new SeededRandom(77);
  for (const kind of ["subscriber", "access_request"] as const) {
    const rows = Array.from({ length: LISTS[kind] }, (_, index) => {
      const { firstName, lastName, handle, mailHost } = makeUpPerson(random);
      const createdAt = Math.floor(now - DAY / 12 - random.next() * DAYS_OF_LOG * DAY);
      const email = `${handle}.${kind === "subscriber" ? "news" : "asks"}${index}@${mailHost}`;
      const isByForm = random.isChance(0.9);
      const isPending = isByForm && random.isChance(0.12);
      return {
        id: random.idAt(createdAt),
        environmentId,
        kind,
        status: isPending ? "pending" : "confirmed",
        firstName,
        lastName,
        email,
        claim: toClaim("email", email),
        source: isByForm ? SITE : null,
        createdAt: new Date(createdAt),
        emailProvenAt: isByForm && !isPending ? new Date(createdAt + DAY / 20) : null,
      } as const;
    });
    await tx.subscriber.createMany({ data: rows });
    await tx.subscriptionForm.create({ data: { environmentId, kind, allowedOrigins: [SITE] } });
  }
}

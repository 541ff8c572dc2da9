import { toClaim } from "@/lib/core/identity-claim";
import { makeUpPerson } from "@/prisma/name-lists";
import type { SeededRandom } from "@/prisma/seeded-random";

export const DAY = 24 * 3600 * 1000;
/** How far back the log goes. */
export const DAYS_OF_LOG = 90;

export type DemoIdentity = { id: string; type: "email" | "phone" | "username"; value: string };

export type DemoPerson = {
  id: string;
  firstName: string;
  lastName: string;
  createdAt: number;
  /** How they came: by themselves, or added by the staff. */
  origin: "sign-up" | "added";
  fate: "active" | "suspended" | "restored" | "deleted";
  /** When the last thing happened to a suspended, restored or deleted person. */
  fateAt: number;
  /** Sign-ins a week; 0 means never. */
  visits: number;
  lastSignInAt: number | null;
  identities: DemoIdentity[];
  /** Places in the list of organizations. */
  organizations: number[];
};

const DIALLING_CODES = [
  "+64 21",
  "+61 4",
  "+44 77",
  "+1 415",
  "+49 151",
  "+91 98",
  "+234 80",
  "+81 90",
] as const;

/** One of the business's users, with a history that fits. */
export function makeUpDemoPerson(
  random: SeededRandom,
  index: number,
  now: number,
  organizations: number,
): DemoPerson {
  const person = makeUpPerson(random);
  // A third came within the log's days, the rest over the two years before.
  const age = random.isChance(0.33) ? random.next() * DAYS_OF_LOG : DAYS_OF_LOG + random.next() ** 2 * 640;
  const createdAt = Math.floor(now - age * DAY - DAY / 24);
  const luck = random.next();
  const fate = luck < 0.03 ? "suspended" : luck < 0.04 ? "restored" : luck < 0.06 ? "deleted" : "active";
  const fateAt = Math.max(createdAt + DAY / 48, now - random.next() * Math.min(age, DAYS_OF_LOG) * DAY * 0.9);
  const origin = random.isChance(0.8) ? "sign-up" : "added";
  const neverCame = origin === "added" && random.isChance(0.45);
  const until = fate === "suspended" || fate === "deleted" ? fateAt : now;
  const lastSignInAt = Math.floor(until - random.next() ** 3 * (until - createdAt));
  const first = random.skewedBelow(organizations);
  const second = random.isChance(0.15) ? random.below(organizations) : first;
  return {
    id: random.idAt(createdAt),
    firstName: person.firstName,
    lastName: person.lastName,
    createdAt,
    origin,
    fate,
    fateAt: Math.floor(fateAt),
    visits: neverCame ? 0 : 0.1 + random.next() ** 4 * 3,
    lastSignInAt: neverCame ? null : lastSignInAt,
    identities: makeUpIdentities(random, person.handle, person.mailHost, index, createdAt),
    organizations: first === second ? [first] : [first, second],
  };
}

function makeUpIdentities(
  random: SeededRandom,
  handle: string,
  mailHost: string,
  index: number,
  createdAt: number,
): DemoIdentity[] {
  const kind = random.next();
  const identity = (type: DemoIdentity["type"], value: string) => ({
    id: random.idAt(createdAt),
    type,
    value,
  });
  const email = identity("email", `${handle}${index % 97 === 0 ? "" : index}@${mailHost}`);
  const number = String(100_000 + index * 431).padStart(7, "0");
  const phone = identity("phone", toClaim("phone", `${random.pick(DIALLING_CODES)} ${number}`));
  const username = identity("username", `${handle.replace(".", "")}${index}`);
  if (kind < 0.8) return [email];
  if (kind < 0.9) return [email, phone];
  if (kind < 0.96) return [email, username];
  if (kind < 0.98) return [username];
  return kind < 0.99 ? [phone] : [email, phone, username];
}

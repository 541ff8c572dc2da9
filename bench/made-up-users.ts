import { type MadeUpPerson, makeUpPerson } from "@/prisma/name-lists";
import { SeededRandom } from "@/prisma/seeded-random";

export const YEAR = 365 * 24 * 3600 * 1000;

export type Scale = {
  environmentId: string;
  users: number;
  events: number;
  organizations: number;
  /** The moment at which the made-up history ends. */
  now: number;
};

export type MadeUpUser = MadeUpPerson & {
  id: string;
  createdAt: number;
  status: "active" | "suspended" | "deleted";
  lastSignInAt: number | null;
  identities: { id: string; type: "email" | "phone" | "username"; value: string; isVerified: boolean }[];
  organizations: number[];
  random: SeededRandom;
};

/** A word in the names of three users of the million, for searches that find little. */
export const RARE_WORD = "quillfeather";

/** The nth user; the same for the same number, so that each table's rows can be made on their own. */
export function makeUpUser(scale: Scale, index: number): MadeUpUser {
  const random = new SeededRandom(index + 1);
  random.bits();
  const createdAt = scale.now - Math.floor(3 * YEAR * (1 - index / scale.users)) - 1000;
  const person = makeUpPerson(random);
  if (index % Math.ceil(scale.users / 3) === 7) person.lastName = "Quillfeather";
  const fate = random.next();
  const identity = (type: "email" | "phone" | "username", value: string) => ({
    id: random.idAt(createdAt),
    type,
    value,
    isVerified: random.isChance(0.9),
  });
  const identities = [identity("email", `${person.handle}.${index}@${person.mailHost}`)];
  const extra = random.next();
  if (extra < 0.12) identities.push(identity("phone", `+6421${String(index).padStart(8, "0")}`));
  else if (extra < 0.2) identities.push(identity("username", `${person.handle}${index}`));
  const first = random.isChance(0.3) ? 0 : random.skewedBelow(scale.organizations);
  const second = random.isChance(0.1) ? random.below(scale.organizations) : first;
  return {
    ...person,
    id: random.idAt(createdAt),
    createdAt,
    status: fate < 0.03 ? "suspended" : fate < 0.05 ? "deleted" : "active",
    lastSignInAt: random.isChance(0.85)
      ? createdAt + Math.floor(random.next() * (scale.now - createdAt))
      : null,
    identities: identities.sort((a, b) => (a.id < b.id ? -1 : 1)),
    organizations: first === second ? [first] : [first, second],
    random,
  };
}

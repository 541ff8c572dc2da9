import type { EventType } from "@/lib/audit/event-types";
import { locateIp } from "@/lib/audit/locate-ip";
import { MADE_UP_ADDRESSES, USER_AGENTS } from "@/prisma/made-up-visitors";
import type { SeededRandom } from "@/prisma/seeded-random";
import { DAY, DAYS_OF_LOG, type DemoPerson } from "./people";

type Staff = { id: string; role: string };
type World = {
  random: SeededRandom;
  now: number;
  environmentId: string;
  applicationIds: [string, ...string[]];
  staff: [Staff, ...Staff[]];
};

const SUSPENSION_REASONS = [
  "Payment disputed with the bank, ticket 4471",
  "Shares one account between several people",
  "Asked us to pause the account while travelling",
  "Many refunds within a week, under review",
  "Reported by another member for abusive messages",
] as const;
const DELETION_REASONS = ["Asked by email to be removed", "Duplicate account", "Contract ended"] as const;

/** The log of one person over the last 90 days, oldest first. */
export function tellStory(world: World, person: DemoPerson) {
  const { random, now, environmentId } = world;
  const beginning = now - DAYS_OF_LOG * DAY;
  const home = { ip: random.pick(ADDRESSES), userAgent: random.pick(USER_AGENTS) };
  const office = { ip: "10.0.4.17", userAgent: USER_AGENTS[1] };
  const applicationId = random.pick(world.applicationIds);
  const events: ReturnType<typeof event>[] = [];

  function event(at: number, type: EventType, by: "user" | Staff, details: Details = {}) {
    const place =
      by !== "user" ? office : random.isChance(0.1) ? { ...home, ip: random.pick(ADDRESSES) } : home;
    const id = random.idAt(Math.floor(at));
    return {
      id,
      environmentId,
      type,
      actorType: by === "user" ? "user" : "admin",
      actorId: by === "user" ? person.id : by.id,
      userId: person.id,
      targetType: details.identityId ? "identity" : "user",
      targetId: details.identityId ?? person.id,
      applicationId: by === "user" ? applicationId : null,
      requestId: id,
      ip: place.ip,
      userAgent: place.userAgent,
      location: locateIp(place.ip),
      reason: details.reason ?? null,
      before: details.before,
      after: details.after,
    };
  }
  const record = (at: number, type: EventType, by: "user" | Staff, details?: Details) => {
    if (at >= beginning && at <= now) events.push(event(at, type, by, details));
  };

  begin();
  for (const at of visits()) visit(at);
  end();
  return events;

  function begin() {
    const { firstName, lastName, createdAt } = person;
    const [identity] = person.identities;
    if (person.origin === "added") {
      const after = { firstName, lastName, ...(identity && { [identity.type]: identity.value }) };
      return record(createdAt, "user.created", random.pick(world.staff), { after });
    }
    record(createdAt, "user.signed_up", "user", { after: { firstName, lastName, email: identity?.value } });
    record(createdAt + 40_000, "identity.verified", "user", { identityId: identity?.id });
  }

  function visits(): number[] {
    const last = person.lastSignInAt;
    if (last === null) return [];
    const from = Math.max(person.createdAt, beginning);
    const weeks = Math.max(0, last - from) / (7 * DAY);
    const count = Math.min(40, Math.floor(weeks * person.visits));
    const times = Array.from({ length: count }, () => from + random.next() * (last - from));
    return [...times, last].sort((a, b) => a - b);
  }

  function visit(at: number) {
    if (random.isChance(0.08))
      record(at - 25_000, "authentication.failed", "user", { reason: "Wrong password" });
    record(at, "authentication.succeeded", "user", { after: { method: "password" } });
    const scope = "openid profile email";
    record(at + 900, "token.granted", "user", { after: { grantType: "authorization_code", scope } });
    if (random.isChance(0.3)) {
      record(at + 3_600_000, "token.refreshed", "user", { after: { grantType: "refresh_token", scope } });
    }
    if (random.isChance(0.2)) record(at + 5_400_000, "authentication.signed_out", "user");
  }

  function end() {
    const by = random.pick(world.staff);
    const { fate, fateAt, lastName } = person;
    if (random.isChance(0.03)) {
      const changed = { before: { lastName: `${lastName}-Smith` }, after: { lastName } };
      record(fateAt - DAY / 4, "user.updated", by, changed);
    }
    if (fate === "suspended" || fate === "restored") {
      const reason = random.pick(SUSPENSION_REASONS);
      const at = fate === "restored" ? fateAt - DAY : fateAt;
      record(at, "user.suspended", by, {
        reason,
        before: { status: "active" },
        after: { status: "suspended" },
      });
    }
    if (fate === "restored") {
      const statuses = { before: { status: "suspended" }, after: { status: "active" } };
      record(fateAt, "user.restored", random.pick(world.staff), statuses);
    }
    if (fate === "deleted") {
      const reason = random.pick(DELETION_REASONS);
      const statuses = { before: { status: "active" }, after: { status: "deleted" } };
      record(fateAt, "user.access_removed", by, { reason, ...statuses });
    }
  }
}

type Details = {
  identityId?: string;
  reason?: string;
  before?: Record<string, string | undefined>;
  after?: Record<string, string | undefined>;
};

const [firstAddress = "10.0.4.17", ...otherAddresses] = MADE_UP_ADDRESSES;
const ADDRESSES: [string, ...string[]] = [firstAddress, ...otherAddresses];

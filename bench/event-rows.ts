import type { EventType } from "@/lib/audit/event-types";
import { locateIp } from "@/lib/audit/locate-ip";
import { MADE_UP_ADDRESSES, USER_AGENTS } from "@/prisma/made-up-visitors";
import { SeededRandom } from "@/prisma/seeded-random";
import type { Cell } from "./copy-rows";
import { makeUpUser, type Scale, YEAR } from "./made-up-users";

export const EVENT_COLUMNS = [
  "id, environment_id, type, actor_type, actor_id, user_id, target_type, target_id, organization_id",
  "application_id, request_id, ip, user_agent, location, reason, before, after",
];

// How many of a thousand events are of each kind, as in an installation where people mostly sign in.
const SHARES: [EventType, number][] = [
  ["authentication.succeeded", 390],
  ["token.granted", 300],
  ["token.refreshed", 120],
  ["authentication.failed", 60],
  ["authentication.signed_out", 60],
  ["user.signed_up", 40],
  ["user.updated", 12],
  ["identity.verified", 8],
  ["user.suspended", 4],
  ["user.restored", 3],
  ["user.created", 2],
  ["user.deleted", 1],
];
const TYPES = SHARES.flatMap(([type, share]) => Array.from({ length: share }, () => type));

const REASONS = [
  "Asked for by the user",
  "Payment disputed",
  "Reported by another member",
  "Left the company",
];

/** Rows of audit_event in order of time, over the last twelve months. */
export function* eventRows(scale: Scale, applicationIds: string[], staffIds: string[]): Generator<Cell[]> {
  const random = new SeededRandom(20_240);
  const userIds = Array.from({ length: scale.users }, (_, index) => makeUpUser(scale, index).id);
  const visitors = MADE_UP_ADDRESSES.map((ip) => ({ ip, location: locateIp(ip) }));
  const someone = (ids: string[]) => ids[random.below(ids.length)] ?? null;
  for (let index = 0; index < scale.events; index += 1) {
    const time = scale.now - Math.floor(YEAR * (1 - index / scale.events)) - 500;
    const id = random.idAt(time);
    const type = TYPES[random.below(TYPES.length)] ?? "token.granted";
    const userId = someone(userIds);
    const isDeed = type.startsWith("user.") && type !== "user.signed_up";
    const visitor = visitors[random.skewedBelow(visitors.length)];
    const isSuspension = type === "user.suspended";
    yield [
      id,
      scale.environmentId,
      type,
      isDeed ? "admin" : "user",
      isDeed ? someone(staffIds) : userId,
      userId,
      "user",
      userId,
      null,
      isDeed ? null : someone(applicationIds),
      id,
      visitor?.ip ?? null,
      random.pick(USER_AGENTS),
      visitor?.location ?? null,
      isDeed && !type.endsWith("created") ? (REASONS[random.below(REASONS.length)] ?? null) : null,
      isSuspension ? '{"status":"active"}' : null,
      isSuspension ? '{"status":"suspended"}' : null,
    ];
  }
}

import "server-only";
import type { Context } from "@/lib/core/context";
import { parseDateRange } from "@/lib/core/date-range";
import { firstIdAt, isId } from "@/lib/core/ids";
import { searchWords } from "@/lib/core/search-words";
import { Prisma } from "@/prisma/generated/client";
import type { SubscriberListParams } from "./list-spec";
import { SUBSCRIBER_STATUSES, type SubscriberKind, type SubscriberStatus } from "./schema";

const DAY = 24 * 60 * 60 * 1000;

const STATUS_TESTS: Record<SubscriberStatus, Prisma.Sql> = {
  pending: Prisma.sql`(s.status = 'pending' AND s.converted_user_id IS NULL)`,
  confirmed: Prisma.sql`(s.status = 'confirmed' AND s.converted_user_id IS NULL)`,
  converted: Prisma.sql`s.converted_user_id IS NOT NULL`,
};

export type SubscriberConditions = {
  /** What an index of each order begins with. */
  list: Prisma.Sql;
  /** What is tested row by row. */
  filters: Prisma.Sql[];
};

/** What the list's search and filters mean in SQL, on a row `s`. Malformed values are ignored. */
export function subscriberConditions(
  ctx: Context,
  kind: SubscriberKind,
  { q, filters }: SubscriberListParams,
): SubscriberConditions {
  const statuses = SUBSCRIBER_STATUSES.filter((status) => filters.status.includes(status));
  const tests = isId(q)
    ? [Prisma.sql`(s.id = ${q}::uuid OR s.converted_user_id = ${q}::uuid)`]
    : searchWords(Prisma.raw("s.search"), q);
  if (statuses.length > 0) {
    const any = statuses.map((status) => STATUS_TESTS[status]);
    tests.push(Prisma.sql`(${Prisma.join(any, " OR ")})`);
  }
  const created = parseDateRange(filters.created[0]);
  if (created?.from) tests.push(Prisma.sql`s.id >= ${firstIdAt(new Date(created.from))}::uuid`);
  if (created?.to) {
    const end = new Date(new Date(created.to).getTime() + DAY);
    tests.push(Prisma.sql`s.id < ${firstIdAt(end)}::uuid`);
  }
  return {
    list: Prisma.sql`s.environment_id = ${ctx.environment.id}::uuid AND s.kind = ${kind}::subscriber_kind`,
    filters: tests,
  };
}

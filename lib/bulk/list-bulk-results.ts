import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { userName } from "@/lib/users/user-name";
import { BULK_ROWS_ON_A_PAGE, type BulkResultParams } from "./list-spec";
import { BULK_OUTCOMES } from "./schema";

export type BulkResult = {
  userId: string;
  outcome: (typeof BULK_OUTCOMES)[number];
  reason: string | null;
  /** Null once the record is gone. */
  name: string | null;
  email: string | null;
};

/** A page of what became of each user; a user's id is the cursor. Counts are the job's own. */
export async function listBulkResults(ctx: Context, jobId: string, params: BulkResultParams) {
  assertCan(ctx, "users:read");
  const where = { id: jobId, environmentId: ctx.environment.id };
  const job = isId(jobId)
    ? await db.bulkJob.findFirst({
        where,
        select: { total: true, changed: true, refused: true, skipped: true },
      })
    : null;
  if (!job) throw notFoundError("bulk action");
  const outcomes = BULK_OUTCOMES.filter((outcome) => params.filters.outcome.includes(outcome));
  const after = isId(params.cursor) ? params.cursor : null;
  const isBackward = after !== null && params.direction === "previous";
  const found = await readBulkResults(ctx, jobId, outcomes, {
    after,
    isBackward,
    limit: BULK_ROWS_ON_A_PAGE + 1,
  });

  const hasMore = found.length > BULK_ROWS_ON_A_PAGE;
  const shown = found.slice(0, BULK_ROWS_ON_A_PAGE);
  const results = isBackward ? shown.toReversed() : shown;
  const [first, last] = [results.at(0), results.at(-1)];
  const counts = { ...job, pending: (job.total ?? 0) - job.changed - job.refused - job.skipped };
  const asked: readonly BulkResult["outcome"][] = outcomes.length > 0 ? outcomes : BULK_OUTCOMES;
  return {
    results,
    from: after === null ? 1 : undefined,
    count: asked.reduce((sum, outcome) => sum + counts[outcome], 0),
    next: last && (isBackward || hasMore) ? last.userId : null,
    previous: first && (isBackward ? hasMore : after) ? first.userId : null,
  };
}

type Range = { after: string | null; isBackward: boolean; limit: number };

/** The next rows of a job after a user, or before one, with the names of those who are still there. */
export async function readBulkResults(
  ctx: Context,
  jobId: string,
  outcomes: readonly BulkResult["outcome"][],
  { after, isBackward, limit }: Range,
): Promise<BulkResult[]> {
  const page = (outcome?: BulkResult["outcome"]) =>
    db.bulkJobRow.findMany({
      where: { jobId, outcome, ...(after && { userId: isBackward ? { lt: after } : { gt: after } }) },
      orderBy: { userId: isBackward ? "desc" : "asc" },
      take: limit,
      select: { userId: true, outcome: true, reason: true },
    });
  // One walk along the index for each outcome asked for, merged.
  const pages = await Promise.all(outcomes.length > 0 ? outcomes.map(page) : [page()]);
  const sign = isBackward ? -1 : 1;
  const rows = pages
    .flat()
    .sort((a, b) => (a.userId < b.userId ? -sign : sign))
    .slice(0, limit);
  const users = await db.user.findMany({
    where: { id: { in: rows.map(({ userId }) => userId) }, environmentId: ctx.environment.id },
    select: { id: true, firstName: true, lastName: true, email: true },
  });
  const byId = new Map(users.map((user) => [user.id, user]));
  return rows.map((row) => {
    const user = byId.get(row.userId);
    return { ...row, name: user ? userName(user) : null, email: user?.email ?? null };
  });
}

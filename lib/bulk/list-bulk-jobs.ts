import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { bulkJobSelect, toBulkJob } from "./bulk-job-row";

const ON_A_PAGE = 25;

/** A page of the environment's bulk actions, newest first. Ids are cursors. */
export async function listBulkJobs(
  ctx: Context,
  { cursor, direction }: { cursor: string | null; direction: "next" | "previous" },
) {
  assertCan(ctx, "users:read");
  const after = isId(cursor) ? cursor : null;
  const isBackward = after !== null && direction === "previous";
  const found = await db.bulkJob.findMany({
    where: {
      environmentId: ctx.environment.id,
      ...(after && { id: isBackward ? { gt: after } : { lt: after } }),
    },
    orderBy: { id: isBackward ? "asc" : "desc" },
    take: ON_A_PAGE + 1,
    select: bulkJobSelect,
  });
  const hasMore = found.length > ON_A_PAGE;
  const shown = found.slice(0, ON_A_PAGE);
  const jobs = await toBulkJob(isBackward ? shown.toReversed() : shown);
  const [first, last] = [jobs.at(0), jobs.at(-1)];
  return {
    jobs,
    next: last && (isBackward || hasMore) ? last.id : null,
    previous: first && (isBackward ? hasMore : after) ? first.id : null,
  };
}

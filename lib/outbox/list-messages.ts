import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import type { OutboxListParams, OutboxRow } from "./schema";

const PAGE_SIZE = 50;

export type OutboxPage = { rows: OutboxRow[]; next: string | null; previous: string | null };

/** A page of the mail of this environment, newest first; the cursor is the id at the edge of the page shown. */
export async function listMessages(ctx: Context, params: OutboxListParams): Promise<OutboxPage> {
  assertCan(ctx, "outbox:read");
  const cursor = isId(params.cursor) ? params.cursor : null;
  const isForward = !cursor || params.direction === "next";
  const found = await db.outboxMessage.findMany({
    where: {
      environmentId: ctx.environment.id,
      ...(cursor && { id: isForward ? { lt: cursor } : { gt: cursor } }),
    },
    orderBy: { id: isForward ? "desc" : "asc" },
    take: PAGE_SIZE + 1,
    select: { id: true, recipient: true, subject: true, status: true, createdAt: true },
  });
  // One row more than a page tells whether there is another.
  const hasMore = found.length > PAGE_SIZE;
  const page = found.slice(0, PAGE_SIZE);
  if (!isForward) page.reverse();
  return {
    rows: page.map(({ createdAt, ...row }) => ({ ...row, at: createdAt.toISOString() })),
    next: (isForward ? hasMore : true) ? (page.at(-1)?.id ?? null) : null,
    previous: (isForward ? cursor !== null : hasMore) ? (page[0]?.id ?? null) : null,
  };
}

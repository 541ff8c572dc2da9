import "server-only";
import { db } from "@/lib/core/db";
import { userName } from "@/lib/users/user-name";
import type { Prisma } from "@/prisma/generated/client";
import { bulkDeed } from "./schema";

export const bulkJobSelect = {
  id: true,
  deed: true,
  query: true,
  status: true,
  failure: true,
  total: true,
  changed: true,
  refused: true,
  skipped: true,
  createdById: true,
  createdAt: true,
  finishedAt: true,
} satisfies Prisma.BulkJobSelect;

type Row = Prisma.BulkJobGetPayload<{ select: typeof bulkJobSelect }>;

/** Rows as they are shown: with who started each, and how many users it has come to. */
export async function toBulkJob(rows: readonly Row[]) {
  const admins = await db.user.findMany({
    where: { id: { in: rows.map(({ createdById }) => createdById) } },
    select: { id: true, firstName: true, lastName: true, email: true },
  });
  return rows.map(({ deed, createdById, ...row }) => {
    const admin = admins.find(({ id }) => id === createdById);
    return {
      ...row,
      deed: bulkDeed.parse(deed),
      done: row.changed + row.refused + row.skipped,
      startedBy: admin ? userName(admin) : "A former admin",
    };
  });
}

export type BulkJobRow = Awaited<ReturnType<typeof toBulkJob>>[number];

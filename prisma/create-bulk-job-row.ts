import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import type { BulkJobStatus } from "@/prisma/generated/client";

/** A bulk action that suspends these users, as it stands with nobody done yet; no worker is told of it. Gives its id. */
export async function createBulkJobRow(options: {
  environmentId: string;
  createdById: string;
  userIds: string[];
  status?: BulkJobStatus;
}): Promise<string> {
  const { environmentId, createdById, userIds, status = "running" } = options;
  const id = newId();
  await db.bulkJob.create({
    data: {
      id,
      environmentId,
      createdById,
      status,
      deed: { kind: "suspend", reason: "Tested" },
      total: userIds.length,
      finishedAt: status === "queued" || status === "running" ? null : new Date(),
      rows: { create: userIds.map((userId) => ({ userId })) },
    },
  });
  return id;
}

import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import { addJob } from "@/lib/core/add-job";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId, newId } from "@/lib/core/ids";
import { parseListParams, serializeListParams } from "@/lib/core/list-params";
import { assertCan } from "@/lib/permissions/assert-can";
import { requireGround } from "@/lib/support/require-ground";
import { USER_LIST } from "@/lib/users/list-spec";
import { assertDeedTargets } from "./assert-deed-targets";
import { BULK_PERMISSIONS, type startBulkJobInput } from "./schema";

type Input = z.output<typeof startBulkJobInput>;

/** Begins a deed to many users. The worker does it, as the admin who started it and with that admin's rights. */
export async function startBulkJob(ctx: Context, { deed, selection }: Input): Promise<{ jobId: string }> {
  assertCan(ctx, BULK_PERMISSIONS[deed.kind]);
  assertCan(ctx, "users:read");
  const { actor, environment, request } = ctx;
  if (actor.type !== "admin") throw new AppError("forbidden", "Only an admin can start this.");
  return inTransaction(ctx, async (tx) => {
    await assertDeedTargets(tx, ctx, deed);
    // Told at once, not user by user in the results.
    if (deed.kind === "delete") await requireGround(tx, ctx, "delete_user", []);
    const userIds = "userIds" in selection ? await requireUsers(tx, ctx, selection.userIds) : null;
    const query = "query" in selection ? cleanQuery(selection.query) : null;
    const jobId = newId();
    await tx.bulkJob.create({
      data: {
        id: jobId,
        environmentId: environment.id,
        deed,
        query,
        total: userIds?.length ?? null,
        createdById: actor.id,
        ip: request.ip,
        userAgent: request.userAgent?.slice(0, 400) ?? null,
      },
    });
    if (userIds) await tx.bulkJobRow.createMany({ data: userIds.map((userId) => ({ jobId, userId })) });
    const { kind, ...what } = deed;
    const { reason, organizationId, ...facts } = { reason: undefined, organizationId: undefined, ...what };
    await recordEvent(
      tx,
      { ...ctx, request: { ...request, id: jobId } },
      {
        type: "bulk_job.started",
        target: { type: "bulk_job", id: jobId },
        reason: reason || undefined,
        organizationId,
        after: {
          action: kind,
          ...facts,
          ...(userIds ? { users: userIds.length } : { filter: query || "all" }),
        },
      },
    );
    // One at a time: mail and other jobs keep their workers.
    await addJob(tx, "run_bulk_job", { jobId }, { queue: "bulk", maxAttempts: 25 });
    return { jobId };
  });
}

async function requireUsers(tx: Tx, ctx: Context, asked: readonly string[]): Promise<string[]> {
  const ids = [...new Set(asked)];
  const found = await tx.user.findMany({
    where: { id: { in: ids.filter(isId) }, environmentId: ctx.environment.id },
    select: { id: true },
  });
  if (found.length < ids.length) throw notFoundError("user");
  return found.map(({ id }) => id);
}

function cleanQuery(query: string): string {
  const params = parseListParams(new URLSearchParams(query), USER_LIST);
  return serializeListParams({ ...params, cursor: null, columns: null }, USER_LIST).replace(/^\?/, "");
}

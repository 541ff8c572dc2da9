import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import { assertUnchanged } from "@/lib/core/assert-unchanged";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { findEnvironment } from "@/lib/environments/find-environment";
import { assertCan, can } from "@/lib/permissions/assert-can";
import type { updateBusinessNameInput } from "./schema";

/** Whether this actor may name the business: an owner, as it is not one environment's. */
export function mayNameBusiness(ctx: Pick<Context, "actor" | "environment">): boolean {
  const { actor } = ctx;
  return can(ctx, "settings:write") && (actor.type === "system" || (actor.type === "admin" && actor.isOwner));
}

/**
 * Names the business anew, for the pages and mails of all environments; so it stands in the team's log. Saving what stands
 * records nothing.
 */
export async function updateBusinessName(
  ctx: Context,
  { name, seen }: z.output<typeof updateBusinessNameInput>,
): Promise<void> {
  assertCan(ctx, "settings:write");
  if (!mayNameBusiness(ctx)) {
    throw new AppError("forbidden", "Only an owner can change the name of the business.");
  }
  const team = await findEnvironment(TEAM_ENVIRONMENT);
  if (!team) throw notFoundError("environment");
  await inTransaction(ctx, async (tx) => {
    const [now] = await tx.$queryRaw<{ name: string }[]>`SELECT name FROM business WHERE id = 1 FOR UPDATE`;
    if (now?.name === name) return;
    if (!now) throw notFoundError("business");
    assertUnchanged([{ label: "Business name", now: now.name, seen }]);
    await tx.business.update({ where: { id: 1 }, data: { name }, select: { id: true } });
    await recordEvent(
      tx,
      { ...ctx, environment: team },
      { type: "business.renamed", before: { name: now.name }, after: { name } },
    );
  });
}

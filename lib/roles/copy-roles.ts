import "server-only";
import type { z } from "zod";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { MOST_PERMISSIONS } from "@/lib/permissions/schema";
import { Prisma } from "@/prisma/generated/client";
import { type CopyPlan, compareDefinitions } from "./compare-definitions";
import { copyPermissionRows } from "./copy-permission-rows";
import { copyRoleRows } from "./copy-role-rows";
import { fingerprint } from "./preview-copy";
import { holdDefinitions, readDefinitions } from "./read-definitions";
import { requireCopyTarget } from "./require-copy-target";
import { type copyRolesInput, MOST_ROLES } from "./schema";

// An environment of 1,000 permissions and 500 roles that all differ takes its time.
const TIMEOUT = 60_000;

export type Copied = { permissions: number; roles: number; updated: number };

/**
 * Copies this environment's permissions and roles to another: those whose keys it lacks, and where it is asked for the others
 * too. A copied role holds exactly what it holds here; what only the other environment has stays.
 */
export async function copyRoles(ctx: Context, input: z.output<typeof copyRolesInput>): Promise<Copied> {
  assertCan(ctx, "roles:write");
  const target = await requireCopyTarget(ctx, input.target);
  const copying = inTransaction(
    ctx,
    async (tx) => {
      await holdDefinitions(tx, ctx.environment.id, target.id);
      const there = await readDefinitions(tx, target.id);
      const whole = compareDefinitions(await readDefinitions(tx, ctx.environment.id), there);
      if (input.seen !== fingerprint(whole)) throw changedMeanwhile();
      const plan = input.isUpdating ? whole : withoutChanges(whole);
      const { permissions, roles } = plan;
      const updated = permissions.changed.length + roles.changed.length;
      if (permissions.added.length + roles.added.length + updated === 0) {
        throw nothingToCopy(target.name, whole);
      }
      assertRoom(there.permissions.length + permissions.added.length, MOST_PERMISSIONS, "permissions");
      assertRoom(there.roles.length + roles.added.length, MOST_ROLES, "roles");

      const events = [
        ...(await copyPermissionRows(tx, target.id, permissions)),
        ...(await copyRoleRows(tx, target.id, roles)),
      ];
      await recordEvents(tx, { ...ctx, environment: target }, [
        summary("environment.roles_received", target.id, { from: ctx.environment.key }, plan),
        ...events,
      ]);
      await recordEvents(tx, ctx, [
        summary("environment.roles_copied", ctx.environment.id, { to: target.key }, plan),
      ]);
      return { permissions: permissions.added.length, roles: roles.added.length, updated };
    },
    { timeout: TIMEOUT },
  );
  // Rows that are new there cannot be held: one of the same key may have come to be a moment ago.
  return copying.catch((error) => {
    throw error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002"
      ? changedMeanwhile()
      : error;
  });
}

function changedMeanwhile(): AppError {
  return new AppError(
    "conflict",
    "Someone else changed roles or permissions while you had this open. Nothing was copied. Reload to look again.",
  );
}

/** No conflict, which would be offered to be looked at again: it is as it was shown. */
function nothingToCopy(name: string, { permissions, roles }: CopyPlan): AppError {
  return permissions.changed.length + roles.changed.length > 0
    ? new AppError(
        "validation",
        `There is nothing to add to ${name}: what differs there stays, unless it is updated.`,
      )
    : new AppError("validation", `There is nothing to copy: ${name} has all of these already.`);
}

function withoutChanges({ permissions, roles }: CopyPlan): CopyPlan {
  return { permissions: { ...permissions, changed: [] }, roles: { ...roles, changed: [] } };
}

function assertRoom(count: number, most: number, noun: string): void {
  if (count <= most) return;
  throw new AppError("conflict", `The other environment would have ${count} ${noun}. ${most} are the most.`);
}

function summary(
  type: "environment.roles_received" | "environment.roles_copied",
  id: string,
  other: { from: string } | { to: string },
  { permissions, roles }: CopyPlan,
) {
  const lists = {
    permissionsAdded: permissions.added.map(({ key }) => key),
    permissionsUpdated: permissions.changed.map(({ wanted }) => wanted.key),
    rolesAdded: roles.added.map(({ key }) => key),
    rolesUpdated: roles.changed.map(({ wanted }) => wanted.key),
  };
  const told = Object.fromEntries(Object.entries(lists).filter(([, keys]) => keys.length > 0));
  return { type, target: { type: "environment", id }, after: { ...other, ...told } };
}

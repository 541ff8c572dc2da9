import "server-only";
import { EVENT_TYPES } from "@/lib/audit/event-types";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import type { EventListParams } from "./schema";

type Option = { value: string; label: string };

const MOST = 100;

/** What the log can be filtered by, and the names of the users and organizations that the URL already names. */
export async function listEventFilters(
  ctx: Context,
  { filters }: Pick<EventListParams, "filters">,
): Promise<Record<"types" | "applications" | "admins" | "users" | "organizations", Option[]>> {
  assertCan(ctx, "audit:read");
  const environmentId = ctx.environment.id;
  const select = { id: true, firstName: true, lastName: true, email: true } as const;
  // By its id, which the planner knows to be rare: through the key it would walk all users of all environments.
  const team = await db.environment.findUnique({ where: { key: TEAM_ENVIRONMENT }, select: { id: true } });
  const [applications, admins, users, organizations] = await Promise.all([
    db.application.findMany({
      where: { environmentId },
      orderBy: { name: "asc" },
      take: MOST,
      select: { id: true, name: true },
    }),
    team
      ? db.user.findMany({
          where: { environmentId: team.id },
          orderBy: { sortName: "asc" },
          take: MOST,
          select,
        })
      : [],
    filters.user.length
      ? db.user.findMany({ where: { environmentId, id: { in: filters.user.filter(isId) } }, select })
      : [],
    filters.organization.length
      ? db.organization.findMany({
          where: { environmentId, id: { in: filters.organization.filter(isId) } },
          select: { id: true, name: true },
        })
      : [],
  ]);
  return {
    types: Object.entries(EVENT_TYPES).map(([value, label]) => ({ value, label })),
    applications: applications.map(toOption),
    admins: admins.map((admin) => toOption({ id: admin.id, name: nameOf(admin) })),
    users: users.map((user) => toOption({ id: user.id, name: nameOf(user) })),
    organizations: organizations.map(toOption),
  };
}

function toOption({ id, name }: { id: string; name: string }): Option {
  return { value: id, label: name };
}

function nameOf(user: { firstName: string; lastName: string; email: string | null }): string {
  return `${user.firstName} ${user.lastName}`.trim() || user.email || "Unnamed user";
}

import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import type { ApplicationKind } from "./schema";

export type ApplicationRow = {
  id: string;
  name: string;
  kind: ApplicationKind;
  clientId: string;
  isDashboard: boolean;
  createdAt: Date;
};

// An environment has a handful of applications; beyond this the list says so.
export const MOST_LISTED = 500;

/** The applications of this environment by name. */
export async function listApplications(ctx: Context): Promise<ApplicationRow[]> {
  assertCan(ctx, "applications:read");
  return db.application.findMany({
    where: { environmentId: ctx.environment.id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST_LISTED,
    select: { id: true, name: true, kind: true, clientId: true, isDashboard: true, createdAt: true },
  });
}

import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";

export type ConnectionRow = {
  id: string;
  name: string;
  issuer: string;
  emailDomains: string[];
  isEnabled: boolean;
  isShown: boolean;
  createdAt: Date;
};

// An environment has a handful of connections; beyond this the list says so.
export const MOST_LISTED = 500;

/** The connections of this environment by name. */
export async function listConnections(ctx: Context): Promise<ConnectionRow[]> {
  assertCan(ctx, "settings:read");
  return db.connection.findMany({
    where: { environmentId: ctx.environment.id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST_LISTED,
    select: {
      id: true,
      name: true,
      issuer: true,
      emailDomains: true,
      isEnabled: true,
      isShown: true,
      createdAt: true,
    },
  });
}

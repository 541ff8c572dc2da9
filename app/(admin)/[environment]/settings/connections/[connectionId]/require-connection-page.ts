import { notFound } from "next/navigation";
import { cache } from "react";
import { requireAdmin } from "@/lib/boundary/session";
import { getConnection } from "@/lib/connections/get-connection";
import { mayConnect } from "@/lib/connections/may-connect";
import { can } from "@/lib/permissions/assert-can";
import { findOrNull } from "../../find-or-null";

/** The connection of a record's page, read once a request. */
export const requireConnectionPage = cache(async (environmentKey: string, connectionId: string) => {
  const ctx = await requireAdmin(environmentKey);
  if (!can(ctx, "settings:read")) notFound();
  const connection = await findOrNull(connectionId, (id) => getConnection(ctx, id));
  if (!connection) notFound();
  return { ctx, connection, canChange: mayConnect(ctx) };
});

import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";

/**
 * Takes an organization that is being deleted from the connections whose new users join it: they join what the policies of
 * sign-up say from then on. The caller has asked for the right to delete it, and holds its row.
 */
export async function removeOrganization(tx: Tx, ctx: Context, organizationId: string): Promise<void> {
  const connections = await tx.connection.updateManyAndReturn({
    where: { environmentId: ctx.environment.id, organizationId },
    data: { organizationId: null, version: { increment: 1 } },
    select: { id: true },
  });
  if (connections.length === 0) return;
  await recordEvents(
    tx,
    ctx,
    connections.map(({ id }) => ({
      type: "connection.updated",
      target: { type: "connection", id },
      reason: "Its organization was deleted",
      before: { organizationId },
      after: { organizationId: null },
    })),
  );
}

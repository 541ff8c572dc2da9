import "server-only";
import { TEAM_ENVIRONMENT } from "@/lib/core/context";
import { tokenHash } from "@/lib/core/crypto";
import { db, type Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { DASHBOARD_CLIENT_ID, dashboardClientSecret, dashboardUrls } from "./dashboard-client";

/**
 * The dashboard as an application of the environment `team`, with the address and secret that this process is
 * configured with. Done at set-up and at each start; a start before the set-up has nothing to do.
 */
export async function ensureDashboardApplication(tx: Tx = db): Promise<void> {
  const team = await tx.environment.findUnique({ where: { key: TEAM_ENVIRONMENT }, select: { id: true } });
  if (!team) return;
  const current = {
    ...dashboardUrls(),
    clientSecretHash: tokenHash(dashboardClientSecret()),
    isDashboard: true,
  };
  await tx.application.upsert({
    where: { clientId: DASHBOARD_CLIENT_ID },
    update: current,
    create: {
      id: newId(),
      environmentId: team.id,
      name: "Gatehouse dashboard",
      kind: "web",
      clientId: DASHBOARD_CLIENT_ID,
      ...current,
    },
    select: { id: true },
  });
}

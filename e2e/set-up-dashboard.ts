import { ensureDashboardApplication } from "@/lib/applications/ensure-dashboard-application";
import { db } from "@/lib/core/db";
import { createTeam } from "@/prisma/factories";

/** A business that is set up, with its team, whose members sign in to the dashboard by the hosted pages. Gives the team. */
export async function setUpDashboard(): ReturnType<typeof createTeam> {
  const team = await createTeam();
  await ensureDashboardApplication();
  const setUpAt = new Date();
  await db.business.upsert({
    where: { id: 1 },
    update: { setUpAt },
    create: { id: 1, name: "Harbour Tea", setUpAt },
  });
  return team;
}

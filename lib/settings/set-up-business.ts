import "server-only";
import { ensureDashboardApplication } from "@/lib/applications/ensure-dashboard-application";
import { recordEvents } from "@/lib/audit/record-event";
import { type Context, type RequestInfo, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { tokenHash } from "@/lib/core/crypto";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { hashPassword } from "@/lib/core/password-hash";
import { findPasswordFlaw } from "@/lib/core/password-policy";
import { createEnvironment } from "@/lib/environments/create-environment";
import { createFirstOwner } from "./create-first-owner";
import { createStaffRoles } from "./create-staff-roles";
import type { SetUp } from "./schema";

export const USED_LINK =
  "This link has been used, or a newer one was made. The newest is printed when Gatehouse starts.";

/**
 * Sets the installation up: the business, the environments `team` and `production`, the staff roles and the first
 * owner, all or nothing. `token` is that of the set-up link; null for the start itself, which needs none.
 */
export async function setUpBusiness(
  request: RequestInfo,
  { businessName, firstName, lastName, email, password }: SetUp,
  token: string | null,
): Promise<void> {
  const flaw = await findPasswordFlaw(password, [businessName, firstName, lastName, email]);
  if (flaw) throw new AppError("validation", "Some fields need your attention.", { password: flaw });
  const passwordHash = await hashPassword(password);

  await inTransaction({}, async (tx) => {
    // The row is claimed by its state: of two set-ups at once the second waits here, then finds it taken.
    const { count } = await tx.business.updateMany({
      where: { id: 1, setUpAt: null, ...(token !== null && { setupTokenHash: tokenHash(token) }) },
      data: { name: businessName, setUpAt: new Date(), setupTokenHash: null },
    });
    if (count === 0) throw new AppError("conflict", USED_LINK);

    const nowhere = { id: "", key: TEAM_ENVIRONMENT, name: "Team" };
    const start: Context = { actor: { type: "system", job: "set-up" }, environment: nowhere, request, tx };
    const team = await createEnvironment(start, {
      key: TEAM_ENVIRONMENT,
      name: "Team",
      isSelfSignUpAllowed: false,
      defaultOrganizationName: businessName,
    });
    const ctx: Context = { ...start, environment: team };
    await createEnvironment(ctx, {
      key: "production",
      name: "Production",
      defaultOrganizationName: businessName,
    });
    await ensureDashboardApplication(tx);
    const ownerRoleId = await createStaffRoles(tx, ctx);
    const owner = { firstName, lastName, email, passwordHash, ownerRoleId };
    const ownerId = await createFirstOwner(tx, ctx, team.organizationId, owner);
    await recordEvents(tx, ctx, [{ type: "installation.set_up", userId: ownerId, after: { businessName } }]);
  });
}

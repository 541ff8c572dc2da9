import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import type { SupportDeed } from "@/lib/support/schema";
import { createDesk } from "@/lib/support/test-desk";
import { contextFor, createStaff, type StaffRole } from "@/prisma/factories";
import { requestApproval } from "./request-approval";
import type { AskedDeed } from "./schema";

export const reason = "Caller lost their phone";

export const ALL_APPROVED: Record<SupportDeed, "approval"> = {
  reset_password: "approval",
  set_temporary_password: "approval",
  reset_mfa: "approval",
  change_identity: "approval",
  delete_user: "approval",
};

/** For tests: a desk where everything needs approval; `asks` has the right to, `decides` is somebody else who may decide. */
export async function setUpApprovals(role: StaffRole = "support") {
  const desk = await createDesk(ALL_APPROVED, role);
  const staff = await createStaff({ role });
  const asks = await contextFor({ role, environment: desk.environment, staff });
  const decides = await contextFor({ role: "admin", environment: desk.environment });
  const ask = async (deed: AskedDeed, ctx: Context = asks) =>
    (await requestApproval(ctx, { deed, reason })).requestId;
  const resetPassword: AskedDeed = { kind: "reset_password", input: { userId: desk.user.id, reason: "" } };
  return { ...desk, staff, asks, decides, ask, resetPassword };
}

export type ApprovalDesk = Awaited<ReturnType<typeof setUpApprovals>>;

export const requestRow = (id: string) => db.approvalRequest.findUniqueOrThrow({ where: { id } });

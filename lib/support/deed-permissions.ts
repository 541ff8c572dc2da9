import type { StaffPermission } from "@/lib/permissions/staff-permissions";
import type { SupportDeed } from "./schema";

/** The right that each deed needs, of who asks for it and of who approves it. */
export const DEED_PERMISSIONS: Record<SupportDeed, StaffPermission> = {
  reset_password: "users:reset_password",
  set_temporary_password: "users:reset_password",
  reset_mfa: "users:reset_mfa",
  change_identity: "users:update",
  delete_user: "users:delete",
};

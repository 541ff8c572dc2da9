import type { SupportPolicies } from "./schema";

/** Where nothing has to come before a deed. Apart from the schemas: every page of the dashboard loads it, and zod only where a form does. */
export const NO_POLICIES: SupportPolicies = {
  reset_password: "none",
  set_temporary_password: "none",
  reset_mfa: "none",
  change_identity: "none",
  delete_user: "none",
};

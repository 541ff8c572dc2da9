import type { StaffPermission } from "@/lib/permissions/staff-permissions";
import type { SupportSettings } from "@/lib/support/schema";
import type { Targets } from "./action-targets";

/** What a server action needs, and an input with which it changes something. */
export type Expectation = {
  permission: StaffPermission;
  /** Only an owner may, whatever others have. */
  isForOwners?: boolean;
  /** Also a promise of one. */
  input: (targets: Targets) => unknown;
  /** Settings of the environment under which there is something to do. */
  settings?: Partial<SupportSettings>;
};

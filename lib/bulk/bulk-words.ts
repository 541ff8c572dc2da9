import type { BulkDeed } from "./schema";

/** What a bulk action is called. */
export const BULK_LABELS: Record<BulkDeed["kind"], string> = {
  suspend: "Suspend users",
  restore: "Restore users",
  delete: "Delete users",
  add_to_organization: "Add users to organization",
  give_role: "Give users a role",
  take_role: "Take a role from users",
};

export const BULK_STATUS_LABELS = {
  queued: "Waiting",
  running: "Running",
  finished: "Finished",
  cancelled: "Cancelled",
  stopped: "Stopped",
} as const;

export const BULK_OUTCOME_LABELS = {
  changed: "Changed",
  refused: "Refused",
  skipped: "Skipped",
  pending: "Not done",
} as const;

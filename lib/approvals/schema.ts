import { z } from "zod";
import type { CallerVerified } from "@/lib/core/context";
import type { ListParams, ListSpec } from "@/lib/core/list-params";
import { eraseUserInput } from "@/lib/deleted-users/schema";
import type { SupportDeed } from "@/lib/support/schema";
import {
  addIdentityInput,
  deleteIdentityInput,
  deleteUserInput,
  handOverPasswordInput,
  makeIdentityPrimaryInput,
  resetMfaInput,
  resetPasswordInput,
  setTemporaryPasswordInput,
  suspendUserInput,
} from "@/lib/users/schema";

const kind = <Kind extends string, Input extends z.ZodType>(name: Kind, input: Input) =>
  z.object({ kind: z.literal(name), input });

const withoutSecrets = [
  kind("reset_password", resetPasswordInput),
  kind("hand_over_password", handOverPasswordInput),
  kind("reset_mfa", resetMfaInput),
  kind("add_identity", addIdentityInput),
  kind("delete_identity", deleteIdentityInput),
  kind("make_identity_primary", makeIdentityPrimaryInput),
  kind("delete_user", deleteUserInput),
  kind("erase_user", eraseUserInput),
] as const;

/** What can be asked for, with the input of the deed itself. */
const askedDeed = z.discriminatedUnion("kind", [
  ...withoutSecrets,
  kind("set_temporary_password", setTemporaryPasswordInput),
]);
export type AskedDeed = z.output<typeof askedDeed>;

/** The same as it is kept: a temporary password is no part of it. */
export const keptDeed = z.discriminatedUnion("kind", [
  ...withoutSecrets,
  kind("set_temporary_password", setTemporaryPasswordInput.omit({ password: true })),
]);
export type KeptDeed = z.output<typeof keptDeed>;

export type DeedKind = KeptDeed["kind"];

/** Which guarded deed each of these is. */
export const GUARDED_AS: Record<DeedKind, SupportDeed> = {
  reset_password: "reset_password",
  set_temporary_password: "set_temporary_password",
  hand_over_password: "set_temporary_password",
  reset_mfa: "reset_mfa",
  add_identity: "change_identity",
  delete_identity: "change_identity",
  make_identity_primary: "change_identity",
  delete_user: "delete_user",
  erase_user: "delete_user",
};

export const DEED_KIND_LABELS: Record<DeedKind, string> = {
  reset_password: "Reset password",
  set_temporary_password: "Set temporary password",
  hand_over_password: "Create hand-over link",
  reset_mfa: "Reset multi-factor auth",
  add_identity: "Add identity",
  delete_identity: "Delete identity",
  make_identity_primary: "Make identity primary",
  delete_user: "Delete user",
  erase_user: "Erase user",
};

export const requestApprovalInput = z.object({ deed: askedDeed, reason: suspendUserInput.shape.reason });

// Any text may be asked for as an id; one that is malformed is "not found", as in a URL.
const requestId = z.string().max(100);
export const approveRequestInput = z.object({ requestId });
export const refuseRequestInput = z.object({ requestId, reason: suspendUserInput.shape.reason });
export const cancelRequestInput = z.object({ requestId });

export const APPROVAL_STATES = ["pending", "approved", "refused", "cancelled", "expired", "failed"] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** The list of requests: newest first. */
export const APPROVAL_LIST: ListSpec<"asked", "state"> = {
  sorts: ["asked"],
  defaultSort: "-asked",
  filters: ["state"],
};
export type ApprovalListParams = ListParams<"asked", "state">;

export type ApprovalRow = {
  id: string;
  kind: DeedKind;
  state: ApprovalState;
  user: { id: string; name: string; isThere: boolean };
  requestedBy: { id: string; name: string };
  createdAt: Date;
  expiresAt: Date;
};

const summaryLines = z.array(z.object({ label: z.string(), value: z.string() }));
export const requestSummary = summaryLines;

export type ApprovalDetails = ApprovalRow & {
  /** What exactly was asked. */
  summary: z.output<typeof summaryLines>;
  reason: string;
  caller: CallerVerified | null;
  decidedBy: { id: string; name: string } | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  failure: string | null;
  /** What the reader may do with it. */
  canDecide: boolean;
  /** Why the reader may not decide about it, who may decide about others. */
  whyNot: string | null;
  canCancel: boolean;
};

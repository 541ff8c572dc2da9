import { standardSupport } from "@/lib/support/test-desk";
import type { Expectation } from "./action-expectation";
import { CALLER_CODE } from "./action-targets";

const reason = "Tested";

/** The server actions of verified callers, approvals and their settings. */
export const SUPPORT_ACTIONS: Record<string, Expectation> = {
  startCallerCheckAction: {
    permission: "users:update",
    input: ({ userId, identityId }) => ({ userId, contactId: identityId }),
  },
  verifyCallerAction: {
    permission: "users:update",
    input: ({ userId, checkId }) => ({ userId, checkId, code: CALLER_CODE }),
  },
  requestApprovalAction: {
    permission: "users:reset_mfa",
    input: ({ userId, factorId }) => ({
      deed: { kind: "reset_mfa", input: { userId, factorId, reason: "" } },
      reason,
    }),
    settings: { mfaResetPolicy: "approval" },
  },
  approveRequestAction: { permission: "approvals:decide", input: ({ requestId }) => ({ requestId }) },
  refuseRequestAction: { permission: "approvals:decide", input: ({ requestId }) => ({ requestId, reason }) },
  cancelRequestAction: {
    permission: "users:update",
    input: ({ ownRequestId }) => ({ requestId: ownRequestId }),
  },
  updateSupportSettingsAction: {
    permission: "settings:write",
    input: () => ({ ...standardSupport, approvalHours: 48, seen: standardSupport }),
  },
};

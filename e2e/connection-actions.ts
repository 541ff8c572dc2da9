import { TEAM_ENVIRONMENT } from "@/lib/core/context";
import { env } from "@/lib/core/env";
import { newConnectionKey } from "@/lib/core/ids";
import type { Expectation } from "./action-expectation";
import { unique } from "./action-targets";

// An identity provider that answers: the application under test itself.
const issuer = () => `${env().BASE_URL}/auth/${TEAM_ENVIRONMENT}`;
// Of the connections among the targets; users sign in through it, so it cannot change.
const KEPT_ISSUER = "https://login.harbour.example";
const connection = (issuer: string) => ({
  ...{ name: "Tested", issuer, clientId: "gatehouse", emailDomains: `${unique()}.example` },
  ...{ isShown: true, isJustInTime: true, isLinking: false },
});

/** The actions of connections, as lines of the table. */
export const CONNECTION_ACTIONS: Record<string, Expectation> = {
  createConnectionAction: {
    permission: "settings:write",
    input: ({ organizationId }) => ({
      ...connection(issuer()),
      ...{ key: newConnectionKey(), clientSecret: "not-a-secret-of-tests", organizationId },
    }),
  },
  updateConnectionAction: {
    permission: "settings:write",
    input: ({ connectionId, organizationId }) => ({
      ...connection(KEPT_ISSUER),
      ...{ connectionId, version: 1, clientSecret: "", organizationId },
    }),
  },
  enableConnectionAction: {
    permission: "settings:write",
    input: ({ disabledConnectionId }) => ({ connectionId: disabledConnectionId }),
  },
  disableConnectionAction: {
    permission: "settings:write",
    input: ({ connectionId }) => ({ connectionId }),
  },
  deleteConnectionAction: {
    permission: "settings:write",
    input: ({ connectionId }) => ({ connectionId, confirmation: "Harbour SSO" }),
  },
};

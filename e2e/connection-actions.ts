import { newConnectionKey } from "@/lib/core/ids";
import type { Expectation } from "./action-table";
import { unique } from "./action-targets";

const connection = (issuer: string) => ({
  ...{ name: "Tested", issuer, clientId: "gatehouse", emailDomains: `${unique()}.example` },
  ...{ isShown: true, isJustInTime: true, isLinking: false },
});

/** The actions of connections, as lines of the table. */
export const CONNECTION_ACTIONS: Record<string, Expectation> = {
  createConnectionAction: {
    permission: "settings:write",
    input: ({ issuer, organizationId }) => ({
      ...connection(issuer),
      ...{ key: newConnectionKey(), clientSecret: "not-a-secret-of-tests", organizationId },
    }),
  },
  updateConnectionAction: {
    permission: "settings:write",
    input: ({ issuer, connectionId, organizationId }) => ({
      ...connection(issuer),
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

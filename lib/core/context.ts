import type { Tx } from "./db";

/** Who acts. Rights are read from the database at each request. */
export type Actor =
  | {
      type: "admin";
      id: string;
      name: string;
      email: string;
      isOwner: boolean;
      permissions: ReadonlySet<string>;
      /** The issuer's session behind this request. */
      sessionId?: string;
    }
  | { type: "api_key"; id: string; permissions: ReadonlySet<string> }
  | { type: "system"; job: string }
  | { type: "user"; id: string | null };

export type EnvironmentRef = { id: string; key: string; name: string };

export type RequestInfo = { id: string; ip: string | null; userAgent: string | null };

/** How an agent has made sure that a caller is the user: by which identity or second factor of theirs, and when. */
export type CallerVerified = { method: "email" | "phone" | "authenticator"; at: Date; contactId: string };

/** The decision by which a deed runs: what was asked for whom, by whom, and who allowed it. Only the decision itself sets it. */
export type Approval = {
  requestId: string;
  deed: string;
  userId: string;
  requestedById: string;
  approvedById: string;
  /** How the caller had been verified when it was asked for. */
  caller: CallerVerified | null;
};

/** What every verb gets first: who asks, in which environment (checked by the door), by which request. */
export type Context = {
  actor: Actor;
  environment: EnvironmentRef;
  request: RequestInfo;
  /** The application (OIDC client) concerned, for the log. */
  applicationId?: string;
  /** Set when a verb runs inside another's transaction. */
  tx?: Tx;
  /** Set when a verb runs because a second person has approved it. */
  approval?: Approval;
};

/** The key of the environment whose users are the staff. */
export const TEAM_ENVIRONMENT = "team";

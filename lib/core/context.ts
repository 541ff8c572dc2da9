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

/** What every verb gets first: who asks, in which environment (checked by the door), by which request. */
export type Context = {
  actor: Actor;
  environment: EnvironmentRef;
  request: RequestInfo;
  /** The application (OIDC client) concerned, for the log. */
  applicationId?: string;
  /** Set when a verb runs inside another's transaction. */
  tx?: Tx;
};

/** The key of the environment whose users are the staff. */
export const TEAM_ENVIRONMENT = "team";

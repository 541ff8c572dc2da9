import "server-only";
import { type EnvironmentRef, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { db, type Tx } from "@/lib/core/db";
import { connectionSettingsSelect } from "./connection-settings-select";
import { CONNECTION_KEY } from "./schema";

const MOST_BUTTONS = 20;

const SIGN_IN_SELECT = { ...connectionSettingsSelect, clientSecret: true, organizationId: true } as const;

/** A connection as a sign-in needs it: with its secret, encrypted. It never leaves the server. */
export type SignInConnection = NonNullable<Awaited<ReturnType<typeof findConnection>>>;

/** The connection of this environment that goes by a key. */
export async function findConnection(environment: EnvironmentRef, key: string, tx: Tx = db) {
  if (!CONNECTION_KEY.test(key)) return null;
  return tx.connection.findFirst({ where: { key, environmentId: environment.id }, select: SIGN_IN_SELECT });
}

/**
 * The open connection to which addresses of a domain belong. In the team to none: a connection that does not work, with the
 * company's own domain, would keep out every owner who could mend it.
 */
export async function findConnectionOfDomain(environment: EnvironmentRef, domain: string, tx: Tx = db) {
  if (environment.key === TEAM_ENVIRONMENT) return null;
  return tx.connection.findFirst({
    where: { environmentId: environment.id, isEnabled: true, emailDomains: { has: domain } },
    select: { id: true, key: true, name: true, isLinking: true, isEnabled: true },
  });
}

/** The open connections that the sign-in page shows a button for; in the team all, as nothing else leads to them. */
export async function listConnectionButtons(environment: EnvironmentRef) {
  return db.connection.findMany({
    where: {
      environmentId: environment.id,
      isEnabled: true,
      ...(environment.key !== TEAM_ENVIRONMENT && { isShown: true }),
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST_BUTTONS,
    select: { key: true, name: true },
  });
}

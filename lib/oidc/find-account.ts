import "server-only";
import type { Account, Client, FindAccount } from "oidc-provider";
import { isId } from "@/lib/core/ids";
import { toIdTokenClaims } from "./find-token-claims";
import { requireScope, runInRequest } from "./request-scope";
import { requireTokenFacts } from "./token-facts";

type Row = {
  first_name: string;
  last_name: string;
  updated_at: Date;
  sessions_ended_at: Date | null;
  email: string | null;
  email_verified: boolean | null;
  phone: string | null;
  phone_verified: boolean | null;
  username: string | null;
};

const FIND_ACCOUNT = {
  name: "find-account",
  text: `
    SELECT u.first_name, u.last_name, u.updated_at, u.sessions_ended_at,
      i.email, i.email_verified, i.phone, i.phone_verified, i.username
    FROM app_user u
    LEFT JOIN LATERAL (
      SELECT (array_agg(value ORDER BY is_primary DESC, id) FILTER (WHERE is_email))[1] AS email,
        (array_agg(verified_at IS NOT NULL ORDER BY is_primary DESC, id) FILTER (WHERE is_email))[1] AS email_verified,
        (array_agg(value ORDER BY is_primary DESC, id) FILTER (WHERE type = 'phone'))[1] AS phone,
        (array_agg(verified_at IS NOT NULL ORDER BY is_primary DESC, id) FILTER (WHERE type = 'phone'))[1] AS phone_verified,
        (array_agg(value ORDER BY is_primary DESC, id) FILTER (WHERE type = 'username'))[1] AS username
      FROM (SELECT *, type = 'email' OR type = 'enterprise' AND value <> subject AS is_email FROM identity) own
      WHERE user_id = u.id AND claim IS NOT NULL
    ) i ON true
    WHERE u.id = $1::uuid AND u.environment_id = $2::uuid AND u.status = 'active'`,
};

/** The user behind a session, code or token, in one statement; nobody unless active at this very moment. */
export const findAccount: FindAccount = async (ctx, sub): Promise<Account | undefined> => {
  if (!isId(sub)) return undefined;
  const { settled } = requireScope();
  // Was active under lock a moment ago; the claims are asked for when the code is redeemed.
  const row = settled?.userId === sub ? null : await findRow(sub);
  if (row === undefined) return undefined;
  return {
    accountId: sub,
    sessionsEndedAt: row ? row.sessions_ended_at : settled?.sessionsEndedAt,
    claims: async (use) => {
      const known = row ?? (await findRow(sub));
      return {
        sub,
        ...(known && toClaims(known)),
        ...(use === "id_token" &&
          toIdTokenClaims(await requireTokenFacts(sub), wantedClaims(ctx.oidc.client))),
      };
    },
  };
};

async function findRow(sub: string): Promise<Row | undefined> {
  const [row] = await runInRequest<Row>(FIND_ACCOUNT, [sub, requireScope().environment.id]);
  return row;
}

/** Which claims come with which scope; the provider picks them from what `toClaims` gives. */
export const CLAIMS_BY_SCOPE = {
  openid: ["sub", "org_code", "org_codes"],
  profile: ["name", "given_name", "family_name", "preferred_username", "updated_at"],
  email: ["email", "email_verified"],
  phone: ["phone_number", "phone_number_verified"],
};

function wantedClaims(client: Client | undefined): string[] {
  return Array.isArray(client?.id_token_claims) ? client.id_token_claims : [];
}

function toClaims(row: Row): Record<string, string | number | boolean | undefined> {
  return {
    name: `${row.first_name} ${row.last_name}`.trim() || undefined,
    given_name: row.first_name || undefined,
    family_name: row.last_name || undefined,
    preferred_username: row.username ?? row.email ?? undefined,
    updated_at: Math.floor(row.updated_at.getTime() / 1000),
    email: row.email ?? undefined,
    email_verified: row.email === null ? undefined : (row.email_verified ?? false),
    phone_number: row.phone ?? undefined,
    phone_number_verified: row.phone === null ? undefined : (row.phone_verified ?? false),
  };
}

import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { can } from "@/lib/permissions/assert-can";
import type { SearchResult } from "./schema";

const LIMIT = 5;
// A common word has thousands of matches; the likeliest of the first few hundred are near enough, and quick.
const CANDIDATES = 300;

/** Users and organizations that a text names, as far as the reader may see them: one statement each. */
export async function searchEverything(ctx: Context, query: string): Promise<SearchResult> {
  const text = query.replaceAll("\0", "").trim().slice(0, 200).toWellFormed().normalize().toLowerCase();
  const [users, organizations] = await Promise.all([
    can(ctx, "users:read") ? searchUsers(ctx.environment.id, text) : [],
    can(ctx, "organizations:read") ? searchOrganizations(ctx.environment.id, text) : [],
  ]);
  return { users, organizations };
}

async function searchUsers(environmentId: string, text: string): Promise<SearchResult["users"]> {
  const select = { id: true, firstName: true, lastName: true, email: true } as const;
  if (isId(text)) {
    const found = await db.user.findMany({ where: { id: text, environmentId }, select });
    return found.map(({ id, firstName, lastName, email }) => ({
      id,
      name: `${firstName} ${lastName}`.trim() || email || "Unnamed user",
      email,
    }));
  }
  if (isTooShort(text)) return [];
  const pattern = escapePattern(text);
  return db.$queryRaw<SearchResult["users"]>`
    SELECT id, COALESCE(NULLIF(btrim(first_name || ' ' || last_name), ''), email, 'Unnamed user') AS name, email
    FROM (
      SELECT id, first_name, last_name, email, sort_name FROM app_user
      WHERE environment_id = ${environmentId}::uuid AND search LIKE ${`%${pattern}%`}
      LIMIT ${CANDIDATES}
    ) candidate
    ORDER BY email = ${text} DESC NULLS LAST, sort_name LIKE ${`${pattern}%`} DESC,
      email LIKE ${`${pattern}%`} DESC NULLS LAST, sort_name, id
    LIMIT ${LIMIT}`;
}

async function searchOrganizations(
  environmentId: string,
  text: string,
): Promise<SearchResult["organizations"]> {
  if (isTooShort(text)) return [];
  const pattern = escapePattern(text);
  return db.$queryRaw<SearchResult["organizations"]>`
    SELECT id, code, name FROM (
      SELECT id, code, name, sort_name FROM organization
      WHERE environment_id = ${environmentId}::uuid AND search LIKE ${`%${pattern}%`}
      LIMIT ${CANDIDATES}
    ) candidate
    ORDER BY sort_name LIKE ${`${pattern}%`} DESC, sort_name, id LIMIT ${LIMIT}`;
}

// Trigrams need three letters; names in scripts with a sign a word may be shorter.
function isTooShort(text: string): boolean {
  return text.length < (/^[ -~]*$/.test(text) ? 3 : 1);
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}

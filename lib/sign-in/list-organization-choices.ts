import "server-only";
import { db } from "@/lib/core/db";
import { searchWords } from "@/lib/core/search-words";
import { Prisma } from "@/prisma/generated/client";
import type { Flow } from "./find-flow";

export const CHOICES_ON_A_PAGE = 50;

export type OrganizationChoices = {
  organizations: { code: string; name: string }[];
  /** There are more: they are found by searching. */
  hasMore: boolean;
};

/** The organizations among which the user of a flow may choose, by name; suspended ones are not offered. */
export async function listOrganizationChoices(flow: Flow, search: string): Promise<OrganizationChoices> {
  if (!flow.userId) return { organizations: [], hasMore: false };
  const text = search.replace(/\p{Cc}/gu, " ").slice(0, 100);
  const matches = searchWords(Prisma.sql`o.search`, text).map((test) => Prisma.sql`AND ${test}`);
  const rows = await db.$queryRaw<{ code: string; name: string }[]>`
    SELECT o.code, o.name FROM membership m JOIN organization o ON o.id = m.organization_id
    WHERE m.user_id = ${flow.userId}::uuid AND o.environment_id = ${flow.environment.id}::uuid
      AND o.suspended_at IS NULL ${matches.length > 0 ? Prisma.join(matches, " ") : Prisma.empty}
    ORDER BY o.sort_name, o.id LIMIT ${CHOICES_ON_A_PAGE + 1}`;
  return { organizations: rows.slice(0, CHOICES_ON_A_PAGE), hasMore: rows.length > CHOICES_ON_A_PAGE };
}

import { db } from "@/lib/core/db";
import type { ListCase } from "./list-cases";

/** What the list of organizations is asked for, as the query string of its page. */
export async function organizationListCases(environmentId: string): Promise<ListCase[]> {
  const some = await db.organization.findFirst({
    where: { environmentId, isDefault: false },
    orderBy: { id: "desc" },
    select: { name: true, code: true },
  });
  const cases: [string, Record<string, string>][] = [
    ["organizations: first page", {}],
    ["organizations: newest first", { sort: "-created" }],
    ["organizations: suspended", { status: "suspended" }],
    ["organizations: search, a name", { q: some?.name ?? "" }],
    ["organizations: search, a code", { q: some?.code ?? "" }],
    ["organizations: search, no match", { q: "xqzwvkj" }],
  ];
  return cases.map(([name, query]) => ({ name, query: new URLSearchParams(query).toString() }));
}

/** What the members of the largest organization are asked for. */
export const MEMBER_CASES: readonly ListCase[] = [
  { name: "members of the largest organization: first page", query: "" },
  { name: "members of the largest organization: sort by name", query: "sort=name" },
  { name: "members of the largest organization: search, common word", query: "q=anna" },
  { name: "members of the largest organization: search, no match", query: "q=xqzwvkj" },
];

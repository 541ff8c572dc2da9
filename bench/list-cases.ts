import { db } from "@/lib/core/db";
import { encodeCursor } from "@/lib/core/list-params";
import { RARE_WORD } from "./made-up-users";

export type ListCase = { name: string; query: string };

/** What the list of users is asked for, as the query string of its page. */
export async function userListCases(environmentId: string): Promise<ListCase[]> {
  const [deep] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM app_user WHERE environment_id = ${environmentId}::uuid AND status <> 'deleted'
    ORDER BY id DESC OFFSET 50000 LIMIT 1`;
  const sizes = await db.$queryRaw<{ id: string; members: bigint }[]>`
    SELECT o.id, count(*) AS members FROM organization o JOIN membership m ON m.organization_id = o.id
    WHERE o.environment_id = ${environmentId}::uuid GROUP BY o.id ORDER BY count(*) DESC`;
  const roles = await db.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM role r JOIN membership_role mr ON mr.role_id = r.id
    WHERE r.environment_id = ${environmentId}::uuid GROUP BY r.id ORDER BY count(*) DESC`;
  const [someone] = await db.$queryRaw<{ id: string; email: string }[]>`
    SELECT id, email FROM app_user WHERE environment_id = ${environmentId}::uuid AND status = 'active'
    ORDER BY id OFFSET 30000 LIMIT 1`;
  const day = (ago: number) => new Date(Date.now() - ago * 24 * 3600 * 1000).toISOString().slice(0, 10);
  const cases: [string, Record<string, string>][] = [
    ["users: first page", {}],
    ["users: 50,000 rows deep by cursor", { cursor: encodeCursor({ value: null, id: deep?.id }) }],
    ["users: oldest first", { sort: "created" }],
    ["users: sort by name", { sort: "name" }],
    ["users: sort by name, descending", { sort: "-name" }],
    ["users: sort by email", { sort: "email" }],
    ["users: sort by email, descending", { sort: "-email" }],
    ["users: sort by last sign-in", { sort: "lastSignIn" }],
    ["users: sort by last sign-in, descending", { sort: "-lastSignIn" }],
    ["users: status active", { status: "active" }],
    ["users: status suspended", { status: "suspended" }],
    ["users: status deleted", { status: "deleted" }],
    ["users: never signed in", { signIn: "never" }],
    ["users: locked", { signIn: "locked" }],
    ["users: largest organization", { organization: sizes.at(0)?.id ?? "" }],
    [
      "users: an organization of usual size",
      { organization: sizes.at(Math.floor(sizes.length / 2))?.id ?? "" },
    ],
    ["users: commonest role", { role: roles.at(0)?.id ?? "" }],
    ["users: rarest role", { role: roles.at(-1)?.id ?? "" }],
    ["users: with a phone", { identity: "phone" }],
    ["users: with a username", { identity: "username" }],
    ["users: created last month", { created: `${day(60)}..${day(30)}` }],
    ["users: inactive for two years", { inactive: `..${day(730)}` }],
    ["users: search, common word", { q: "anna" }],
    ["users: search, rare word", { q: RARE_WORD }],
    ["users: search, no match", { q: "xqzwvkj" }],
    ["users: search, two letters", { q: "li" }],
    ["users: search, an email", { q: someone?.email ?? "" }],
    ["users: a pasted id", { q: someone?.id ?? "" }],
    ["users: search within an organization", { q: "anna", organization: sizes.at(0)?.id ?? "" }],
  ];
  return cases.map(([name, query]) => ({ name, query: new URLSearchParams(query).toString() }));
}

/** What the audit log is asked for. */
export async function eventListCases(environmentId: string): Promise<ListCase[]> {
  const [deep] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM audit_event WHERE environment_id = ${environmentId}::uuid ORDER BY id DESC OFFSET 50000 LIMIT 1`;
  const [event] = await db.$queryRaw<{ user_id: string; ip: string; application_id: string }[]>`
    SELECT user_id, ip, application_id FROM audit_event
    WHERE environment_id = ${environmentId}::uuid AND application_id IS NOT NULL ORDER BY id DESC OFFSET 500 LIMIT 1`;
  const cases: [string, Record<string, string>][] = [
    ["audit log: first page", {}],
    ["audit log: 50,000 rows deep by cursor", { cursor: deep?.id ?? "" }],
    ["audit log: a common event", { type: "authentication.succeeded" }],
    ["audit log: a rare event", { type: "user.deleted" }],
    ["audit log: one application", { application: event?.application_id ?? "" }],
    ["audit log: one address", { ip: event?.ip ?? "" }],
    ["audit log: one user", { user: event?.user_id ?? "" }],
  ];
  return cases.map(([name, query]) => ({ name, query: new URLSearchParams(query).toString() }));
}

/** Some hundreds of active users, spread over the whole environment. */
export async function someUserIds(environmentId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM app_user TABLESAMPLE SYSTEM (1)
    WHERE environment_id = ${environmentId}::uuid AND status = 'active' LIMIT 500`;
  return rows.map(({ id }) => id);
}

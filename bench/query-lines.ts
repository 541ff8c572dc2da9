import { listEvents } from "@/lib/audit-log/list-events";
import { eventListSpec } from "@/lib/audit-log/schema";
import type { Context } from "@/lib/core/context";
import { parseListParams } from "@/lib/core/list-params";
import { findTokenFacts } from "@/lib/oidc/find-token-claims";
import { listMembers } from "@/lib/organizations/list-members";
import { listOrganizations } from "@/lib/organizations/list-organizations";
import { ORGANIZATION_LIST } from "@/lib/organizations/list-spec";
import { explainSignIn } from "@/lib/sign-in/explain-sign-in";
import { createUser } from "@/lib/users/create-user";
import { findActivitySummary } from "@/lib/users/find-activity-summary";
import { USER_LIST } from "@/lib/users/list-spec";
import { listUsers } from "@/lib/users/list-users";
import { accessCases } from "./access-cases";
import { eventListCases, someUserIds, userListCases } from "./list-cases";
import { MEMBER_CASES, organizationListCases } from "./organization-cases";
import { readRecord } from "./read-record";
import type { Results } from "./results";

/** The reads and the write that the pages are made of, without the pages. */
export async function queryLines(results: Results, ctx: Context, organizationId: string): Promise<void> {
  for (const { name, query } of await userListCases(ctx.environment.id)) {
    const params = parseListParams(new URLSearchParams(query), USER_LIST);
    await results.latency("query", name, () => listUsers(ctx, params));
  }
  const ids = await someUserIds(ctx.environment.id);
  const idOf = (index: number) => ids[index % ids.length] ?? "";
  await results.latency("query", "user: record", (index) => readRecord(ctx, idOf(index)));
  await results.latency("query", "user: activity", async (index) => {
    const params = parseListParams(new URLSearchParams({ user: idOf(index) }), eventListSpec);
    await Promise.all([findActivitySummary(ctx, idOf(index)), listEvents(ctx, params)]);
  });
  await results.latency("query", "user: why they cannot sign in", (index) =>
    explainSignIn(ctx, { userId: idOf(index) }),
  );
  await results.latency("query", "claims of one token", (index) =>
    findTokenFacts(ctx.environment.id, idOf(index), null, true),
  );
  for (const { name, query } of await eventListCases(ctx.environment.id)) {
    const params = parseListParams(new URLSearchParams(query), eventListSpec);
    await results.latency("query", name, () => listEvents(ctx, params));
  }
  for (const { name, query } of await organizationListCases(ctx.environment.id)) {
    const params = parseListParams(new URLSearchParams(query), ORGANIZATION_LIST);
    await results.latency("query", name, () => listOrganizations(ctx, params));
  }
  // The generator's default organization is its largest.
  for (const { name, query } of MEMBER_CASES) {
    const params = parseListParams(new URLSearchParams(query), USER_LIST);
    await results.latency("query", name, () => listMembers(ctx, organizationId, params));
  }
  for (const { name, read } of await accessCases(ctx)) await results.latency("query", name, read);
  const run = Date.now().toString(36);
  let added = 0;
  await results.latency("query", "add user", () => {
    added += 1;
    const email = `added-${run}-${added}@bench.example`;
    const names = { firstName: "Added", lastName: `Bench ${added}` };
    return createUser(ctx, {
      ...names,
      email,
      username: "",
      phone: "",
      organizationIds: [organizationId],
    });
  });
}

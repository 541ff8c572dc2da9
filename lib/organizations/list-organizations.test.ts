import { describe, expect, test } from "vitest";
import { parseListParams } from "@/lib/core/list-params";
import { USER_LIST } from "@/lib/users/list-spec";
import {
  contextFor,
  createOrganizationRow,
  createTestEnvironment,
  createUserRow,
  userContext,
} from "@/prisma/factories";
import { getOrganization } from "./get-organization";
import { listMembers } from "./list-members";
import { listOrganizations } from "./list-organizations";
import { ORGANIZATION_LIST, ORGANIZATIONS_ON_A_PAGE } from "./list-spec";

const ask = (query: Record<string, string>) => parseListParams(query, ORGANIZATION_LIST);

async function setUp() {
  const environment = await createTestEnvironment();
  return { environment, ctx: await contextFor({ role: "support", environment }) };
}

describe("listOrganizations", () => {
  test("finds by name, code and external ID, counts members, and keeps to the environment", async () => {
    const { environment, ctx } = await setUp();
    const make = (name: string, rest = {}) =>
      createOrganizationRow({ environmentId: environment.id, name, ...rest });
    const acme = await make("Acme Rowing", { externalId: "CRM-900" });
    await make("Beta", { suspendedAt: new Date() });
    await createUserRow({ environmentId: environment.id, organizationIds: [acme.id] });
    const elsewhere = await setUp();
    await createOrganizationRow({ environmentId: elsewhere.environment.id, name: "Acme elsewhere" });

    const all = await listOrganizations(ctx, ask({}));
    expect(all).toMatchObject({ count: 3, isCapped: false, next: null, previous: null });
    expect(all.organizations.map(({ name }) => name)).toEqual(["Acme Rowing", "Beta", "Default"]);
    expect(all.organizations[0]).toMatchObject({ memberCount: 1, externalId: "CRM-900", code: acme.code });
    for (const q of ["ROWING acme", "ac", acme.code, "crm-9", acme.id]) {
      const { organizations } = await listOrganizations(ctx, ask({ q }));
      expect(
        organizations.map(({ name }) => name),
        q,
      ).toEqual(["Acme Rowing"]);
    }
    for (const q of ["%", "'; drop", "acme elsewhere", "\ud800"]) {
      expect((await listOrganizations(ctx, ask({ q }))).organizations, q).toEqual([]);
    }
    const suspended = await listOrganizations(ctx, ask({ status: "suspended" }));
    expect(suspended.organizations.map(({ name }) => name)).toEqual(["Beta"]);
  });

  test.each(["name", "-name", "created", "-created"])("pages there and back, sorted by %s", async (sort) => {
    const { environment, ctx } = await setUp();
    for (let index = 0; index < ORGANIZATIONS_ON_A_PAGE + 5; index++) {
      await createOrganizationRow({ environmentId: environment.id, name: `Same ${index % 3}` });
    }
    const first = await listOrganizations(ctx, ask({ sort }));
    const second = await listOrganizations(ctx, ask({ sort, cursor: first.next ?? "" }));
    expect(first.organizations).toHaveLength(ORGANIZATIONS_ON_A_PAGE);
    expect(second.organizations).toHaveLength(6);
    expect(second.next).toBeNull();
    const ids = [...first.organizations, ...second.organizations].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ORGANIZATIONS_ON_A_PAGE + 6);
    const back = await listOrganizations(
      ctx,
      ask({ sort, cursor: second.previous ?? "", direction: "previous" }),
    );
    expect(back.organizations).toEqual(first.organizations);
    expect(back.previous).toBeNull();
    // A cursor that means nothing is the first page.
    expect((await listOrganizations(ctx, ask({ sort, cursor: "bm9uc2Vuc2U" }))).organizations).toEqual(
      first.organizations,
    );
  });

  test("refuses who may not", async () => {
    const { environment } = await setUp();
    const ctx = userContext(environment, null);
    await expect(listOrganizations(ctx, ask({}))).rejects.toMatchObject({ code: "forbidden" });
    await expect(getOrganization(ctx, environment.organizationId)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("listMembers", () => {
  const members = (query: Record<string, string>) => parseListParams(query, USER_LIST);

  test("lists and finds members of this organization only, whatever the address asks for", async () => {
    const { environment, ctx } = await setUp();
    const { id } = await createOrganizationRow({ environmentId: environment.id });
    const ana = await createUserRow({
      environmentId: environment.id,
      firstName: "Ana",
      organizationIds: [id],
    });
    await createUserRow({ environmentId: environment.id, firstName: "Ana" });
    const queries: Record<string, string>[] = [
      {},
      { q: "ana" },
      { organization: environment.organizationId },
    ];
    for (const query of queries) {
      const { users } = await listMembers(ctx, id, members(query));
      expect(users.map((user) => user.id)).toEqual([ana.id]);
    }
    expect((await listMembers(ctx, id, members({ q: "nobody" }))).users).toEqual([]);
  });

  test("does not find another environment's organization", async () => {
    const { ctx } = await setUp();
    const stranger = await createTestEnvironment();
    for (const id of [stranger.organizationId, "nonsense"]) {
      await expect(listMembers(ctx, id, members({}))).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

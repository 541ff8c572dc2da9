import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { deleteRole } from "@/lib/roles/delete-role";
import {
  contextFor,
  createOrganizationRow,
  createRoleRow,
  createTeam,
  createTestEnvironment,
} from "@/prisma/factories";
import { getOrganizationPolicies } from "./get-organization-policies";
import { updateOrganizationPolicies } from "./update-organization-policies";

const standard = {
  isRegistrationAllowed: false,
  allowedDomains: [] as string[],
  isDefaultOrganizationOnSignUp: true,
  roleIds: [] as string[],
};

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  const { id: organizationId } = await createOrganizationRow({ environmentId: environment.id });
  const editor = await createRoleRow({ environmentId: environment.id, key: "editor", name: "Editor" });
  const save = (change: Partial<typeof standard>, seen = standard) =>
    updateOrganizationPolicies(ctx, { ...standard, ...change, organizationId, seen });
  return { environment, ctx, organizationId, editor, save };
}

const eventsOf = (environmentId: string) =>
  db.auditEvent.findMany({
    where: { environmentId },
    orderBy: { id: "asc" },
    select: { type: true, before: true, after: true },
  });

describe("updateOrganizationPolicies", () => {
  test("changes the policies and the default roles, and records only what changed", async () => {
    const { environment, ctx, organizationId, editor, save } = await setUp();
    const first = { ...standard, isRegistrationAllowed: true, roleIds: [editor.id] };
    await save(first);
    await save(first);
    await save({ ...first, roleIds: [], allowedDomains: ["acme.example"] }, first);
    expect(await getOrganizationPolicies(ctx, organizationId)).toMatchObject({
      isDefault: false,
      isRegistrationAllowed: true,
      allowedDomains: ["acme.example"],
      roles: [{ key: "editor", isDefault: false }],
    });
    expect(await eventsOf(environment.id)).toEqual([
      {
        type: "organization.policies_updated",
        before: { isRegistrationAllowed: false },
        after: { isRegistrationAllowed: true, defaultRolesAdded: ["editor"] },
      },
      {
        type: "organization.policies_updated",
        before: { allowedDomains: [], defaultRolesRemoved: ["editor"] },
        after: { allowedDomains: ["acme.example"] },
      },
    ]);
  });

  test("on the default organization it switches the environment's policy, and on no other", async () => {
    const { environment, ctx, organizationId } = await setUp();
    const off = { ...standard, isDefaultOrganizationOnSignUp: false, seen: standard };
    const find = () => db.environment.findUniqueOrThrow({ where: { id: environment.id } });
    await updateOrganizationPolicies(ctx, { ...off, organizationId });
    expect((await find()).isDefaultOrganizationOnSignUp).toBe(true);
    await updateOrganizationPolicies(ctx, { ...off, organizationId: environment.organizationId });
    expect((await find()).isDefaultOrganizationOnSignUp).toBe(false);
    expect(await eventsOf(environment.id)).toEqual([
      {
        type: "environment.updated",
        before: { isDefaultOrganizationOnSignUp: true },
        after: { isDefaultOrganizationOnSignUp: false },
      },
    ]);
  });

  test("refuses who may not, and needs the right to give roles or change settings for those parts", async () => {
    const { environment, ctx, organizationId, editor } = await setUp();
    const support = await contextFor({ role: "support", environment });
    const input = { ...standard, organizationId, seen: standard };
    await expect(updateOrganizationPolicies(support, input)).rejects.toMatchObject({ code: "forbidden" });
    const permissions = new Set(["organizations:write", "organizations:read"]);
    const narrow = { ...ctx, actor: { ...ctx.actor, permissions } };
    for (const [id, change] of [
      [organizationId, { roleIds: [editor.id] }],
      [environment.organizationId, { isDefaultOrganizationOnSignUp: false }],
    ] satisfies [string, Partial<typeof standard>][]) {
      const refused = updateOrganizationPolicies(narrow, { ...input, ...change, organizationId: id });
      await expect(refused).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await eventsOf(environment.id)).toEqual([]);
    await updateOrganizationPolicies(narrow, { ...input, isRegistrationAllowed: true });
    expect((await getOrganizationPolicies(narrow, organizationId)).roles).toBeNull();
  });

  test("in the team only an owner chooses default roles", async () => {
    const team = await createTeam();
    const { id: organizationId } = await createOrganizationRow({ environmentId: team.id });
    const seen = {
      ...standard,
      isDefaultOrganizationOnSignUp: (await db.environment.findUniqueOrThrow({ where: { id: team.id } }))
        .isDefaultOrganizationOnSignUp,
    };
    const input = { ...seen, roleIds: [team.roleIds.support ?? ""], organizationId, seen };
    const admin = await contextFor({ role: "admin", environment: team });
    await expect(updateOrganizationPolicies(admin, input)).rejects.toMatchObject({ code: "forbidden" });
    await updateOrganizationPolicies(await contextFor({ role: "owner", environment: team }), input);
    expect(await db.organizationDefaultRole.count({ where: { organizationId } })).toBe(1);
  });

  test("tells the second of two admins what the first has changed, and saves nothing", async () => {
    const { editor, organizationId, save } = await setUp();
    await save({ isRegistrationAllowed: true, allowedDomains: ["acme.example"], roleIds: [editor.id] });
    await expect(save({ allowedDomains: ["late.example"] })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(
        /“Allow registrations” is now on, the allowed domains are now acme.example, Editor is now a default role/,
      ),
    });
    expect(await db.organization.findUnique({ where: { id: organizationId } })).toMatchObject({
      allowedDomains: ["acme.example"],
    });
  });

  test("of two at once one wins", async () => {
    const { environment, save } = await setUp();
    const results = await Promise.allSettled([
      save({ allowedDomains: ["a.example"] }),
      save({ allowedDomains: ["b.example"] }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await eventsOf(environment.id)).toHaveLength(1);
  });

  test("a role that is deleted while it is made a default one is a default nowhere", async () => {
    const { ctx, editor, organizationId, save } = await setUp();
    const [saving] = await Promise.allSettled([
      save({ roleIds: [editor.id] }),
      deleteRole(ctx, { roleId: editor.id }),
    ]);
    if (saving?.status === "rejected") expect(saving.reason).toMatchObject({ code: "conflict" });
    expect(await db.organizationDefaultRole.count({ where: { organizationId } })).toBe(0);
  });

  test("knows no organization and no role of another environment", async () => {
    const { ctx, organizationId, save } = await setUp();
    const stranger = await setUp();
    for (const id of [stranger.organizationId, newId(), "nonsense"]) {
      const input = { ...standard, organizationId: id, seen: standard };
      await expect(updateOrganizationPolicies(ctx, input)).rejects.toMatchObject({ code: "not_found" });
      await expect(getOrganizationPolicies(ctx, id)).rejects.toMatchObject({ code: "not_found" });
    }
    for (const id of [stranger.editor.id, newId(), "nonsense"]) {
      await expect(save({ roleIds: [id] })).rejects.toMatchObject({ code: "conflict" });
    }
    expect(await db.organizationDefaultRole.count({ where: { organizationId } })).toBe(0);
  });
});

import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import {
  contextFor,
  createIdentityRow,
  createOrganizationRow,
  createRoleRow,
  createTestEnvironment,
  createUserRow,
  userContext,
} from "@/prisma/factories";
import { findJoinable, joinByPolicy } from "./join-by-policy";
import { suspendOrganization } from "./suspend-organization";

async function setUp(policy: { isRegistrationAllowed?: boolean; allowedDomains?: string[] } = {}) {
  const environment = await createTestEnvironment();
  const acme = await createOrganizationRow({ environmentId: environment.id, name: "Acme" });
  await db.organization.update({ where: { id: acme.id }, data: policy });
  const user = await createUserRow({ environmentId: environment.id, email: "ada@acme.example" });
  const ctx = userContext(environment, user.id);
  const join = (code = acme.code, userId = user.id) =>
    db.$transaction((tx) => joinByPolicy(tx, ctx, { userId, code }));
  const isMember = async () =>
    (await db.membership.count({ where: { userId: user.id, organizationId: acme.id } })) === 1;
  return { environment, acme, user, ctx, join, isMember };
}

describe("joinByPolicy", () => {
  test("lets anyone with the code join where registrations are allowed, with the default roles, and records it", async () => {
    const { environment, acme, user, join } = await setUp({ isRegistrationAllowed: true });
    const role = await createRoleRow({ environmentId: environment.id, key: "editor" });
    await db.organizationDefaultRole.create({ data: { organizationId: acme.id, roleId: role.id } });
    expect(await findJoinable(environment, { userId: user.id, code: acme.code })).toMatchObject({
      kind: "joinable",
    });
    expect(await join()).toEqual({
      kind: "member",
      organization: { id: acme.id, name: "Acme", code: acme.code },
    });
    const events = await db.auditEvent.findMany({ where: { userId: user.id } });
    expect(events).toMatchObject([
      {
        type: "organization.member_added",
        actorType: "user",
        actorId: user.id,
        organizationId: acme.id,
        after: { isMember: true, roles: ["editor"] },
      },
    ]);
    expect(await join()).toMatchObject({ kind: "member" });
    expect(await db.auditEvent.count({ where: { userId: user.id } })).toBe(1);
  });

  test("lets a proven address of an allowed domain join, and no other address", async () => {
    const { environment, acme, user, join, isMember } = await setUp({ allowedDomains: ["acme.example"] });
    await db.identity.updateMany({ where: { userId: user.id }, data: { verifiedAt: null } });
    expect(await join()).toEqual({ kind: "refused", refusal: "other-domain" });
    for (const value of [
      "ada@acme.example.evil.example",
      "ada@notacme.example",
      "acme.example@evil.example",
    ]) {
      await createIdentityRow({ environmentId: environment.id, userId: user.id, type: "email", value });
    }
    expect(await join()).toEqual({ kind: "refused", refusal: "other-domain" });
    expect(await isMember()).toBe(false);
    await db.identity.updateMany({ where: { userId: user.id }, data: { verifiedAt: new Date() } });
    expect(await join()).toMatchObject({ kind: "member", organization: { id: acme.id } });
  });

  test("refuses an organization that is closed, suspended, unknown, or of another environment", async () => {
    const { acme, join, isMember } = await setUp();
    const elsewhere = await setUp({ isRegistrationAllowed: true });
    expect(await join()).toEqual({ kind: "refused", refusal: "closed" });
    for (const code of [elsewhere.acme.code, "org_00000000000", "", "nonsense"]) {
      expect(await join(code)).toEqual({ kind: "refused", refusal: "unknown" });
    }
    await db.organization.update({
      where: { id: acme.id },
      data: { isRegistrationAllowed: true, suspendedAt: new Date() },
    });
    expect(await join()).toEqual({ kind: "refused", refusal: "suspended" });
    expect(await isMember()).toBe(false);
  });

  test("never brings a user of another environment in", async () => {
    const { acme, join } = await setUp({ isRegistrationAllowed: true });
    const elsewhere = await setUp();
    await join(acme.code, elsewhere.user.id);
    expect(await db.membership.count({ where: { organizationId: acme.id } })).toBe(0);
    await expect(join(acme.code, "nonsense")).rejects.toMatchObject({ code: "not_found" });
  });

  test("many times at once: one membership, one event", async () => {
    const { user, join, isMember } = await setUp({ isRegistrationAllowed: true });
    const results = await Promise.all([1, 2, 3, 4].map(() => join()));
    expect(results.every(({ kind }) => kind === "member")).toBe(true);
    expect(await isMember()).toBe(true);
    expect(await db.auditEvent.count({ where: { userId: user.id } })).toBe(1);
  });

  test("while the organization is being suspended, joins come before it or are refused", async () => {
    const { environment, acme, join, isMember } = await setUp({ isRegistrationAllowed: true });
    const admin = await contextFor({ role: "admin", environment });
    const [result] = await Promise.all([
      join(),
      suspendOrganization(admin, { organizationId: acme.id, reason: "" }),
    ]);
    expect(await isMember()).toBe(result.kind === "member");
    expect(await join()).toEqual({ kind: "refused", refusal: "suspended" });
  });
});

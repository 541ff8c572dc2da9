import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { decrypt } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { createConnectionRow, createEnterpriseUserRow } from "@/prisma/create-connection-row";
import { contextFor, createTeam, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { deleteConnection } from "./delete-connection";
import { disableConnection } from "./disable-connection";
import { enableConnection } from "./enable-connection";
import { getConnection } from "./get-connection";
import { listConnections } from "./list-connections";
import { TestIssuer } from "./test-issuer";
import { updateConnection } from "./update-connection";

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await TestIssuer.start();
});
afterAll(() => issuer.stop());

const SECRET = "not-a-secret-of-tests";
const settings = () => ({
  name: "Harbour SSO",
  issuer: issuer.url,
  clientId: "gatehouse",
  emailDomains: ["harbour.example"],
  isShown: true,
  isJustInTime: true,
  isLinking: false,
  organizationId: "",
});

async function setUp(options: { role?: "admin" | "support"; isEnabled?: boolean } = {}) {
  const environment = await createTestEnvironment();
  const { role = "admin", isEnabled } = options;
  const row = { environmentId: environment.id, issuer: issuer.url, emailDomains: ["harbour.example"] };
  const connection = await createConnectionRow({ ...row, isEnabled, isShown: true });
  const read = () => db.connection.findUnique({ where: { id: connection.id } });
  return { environment, connection, read, ctx: await contextFor({ role, environment }) };
}

const sessionOf = (environmentId: string, userId: string) => ({
  ...{ environmentId, userId, model: "Session", id: userId, uid: userId, payload: {} },
  expiresAt: new Date(Date.now() + 3_600_000),
});

const eventsOf = (id: string) => db.auditEvent.findMany({ where: { targetId: id }, orderBy: { id: "asc" } });

describe("updateConnection", () => {
  const change = (connectionId: string, version = 1) => ({
    ...settings(),
    connectionId,
    clientSecret: "",
    version,
  });

  it("changes it and records what changed; the secret stays unless another is given", async () => {
    const { ctx, connection, read } = await setUp();
    const before = await read();
    await updateConnection(ctx, { ...change(connection.id), name: "New name", isLinking: true });
    expect(await read()).toMatchObject({ name: "New name", version: 2, clientSecret: before?.clientSecret });
    await updateConnection(ctx, { ...change(connection.id, 2), name: "New name", isLinking: true });
    await updateConnection(ctx, {
      ...change(connection.id, 2),
      name: "New name",
      isLinking: true,
      clientSecret: SECRET,
    });
    expect(decrypt((await read())?.clientSecret ?? "")).toBe(SECRET);
    const events = await eventsOf(connection.id);
    expect(events).toMatchObject([
      {
        type: "connection.updated",
        before: { name: "Harbour SSO", isLinking: false },
        after: { name: "New name", isLinking: true },
      },
      { type: "connection.updated", after: { isSecretReplaced: true } },
    ]);
    expect(JSON.stringify(events)).not.toContain(SECRET);
  });

  it("tells the second of two who save one page what the first has changed", async () => {
    const { ctx, connection } = await setUp();
    const row = await getConnection(ctx, connection.id);
    const { name, clientId, emailDomains, isShown, isJustInTime, isLinking } = row;
    const seen = { name, issuer: row.issuer, clientId, emailDomains, isShown, isJustInTime, isLinking };
    await updateConnection(ctx, { ...change(connection.id), name: "First", isShown: false });
    const second = updateConnection(ctx, { ...change(connection.id), name: "Second", seen });
    await expect(second).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/name is now “First”.*sign-in page” is now off/),
    });
    await expect(updateConnection(ctx, change(connection.id))).rejects.toMatchObject({ code: "conflict" });
  });

  it("asks the issuer only when it is another, and refuses another once somebody signs in through it", async () => {
    const { ctx, environment, connection, read } = await setUp();
    const other = await TestIssuer.start();
    const before = issuer.seen.length;
    await updateConnection(ctx, { ...change(connection.id), name: "Other name" });
    expect(issuer.seen).toHaveLength(before);
    const kept = await read();
    const bare = updateConnection(ctx, { ...change(connection.id, 2), issuer: other.url });
    await expect(bare).rejects.toMatchObject({
      fields: { clientSecret: expect.stringMatching(/sent to no other server/) },
    });
    expect(await read()).toEqual(kept);
    expect(other.seen).toEqual([]);
    await updateConnection(ctx, {
      ...change(connection.id, 2),
      issuer: other.url,
      clientSecret: SECRET,
    });
    expect(await read()).toMatchObject({ issuer: other.url });
    const known = { environmentId: environment.id, connectionId: connection.id };
    await createEnterpriseUserRow({ ...known, subject: "1" });
    const back = updateConnection(ctx, { ...change(connection.id, 3), clientSecret: SECRET });
    await expect(back).rejects.toMatchObject({
      fields: { issuer: expect.stringMatching(/cannot become another/) },
    });
    expect(await read()).toMatchObject({ issuer: other.url });
    other.stop();
  });
});

describe("disableConnection and enableConnection", () => {
  it("close and open it, record it, and of two at once one wins", async () => {
    const { ctx, connection, read } = await setUp();
    const both = [1, 2].map(() => disableConnection(ctx, { connectionId: connection.id }));
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await read()).toMatchObject({ isEnabled: false });
    await enableConnection(ctx, { connectionId: connection.id });
    const again = enableConnection(ctx, { connectionId: connection.id });
    await expect(again).rejects.toMatchObject({
      code: "conflict",
      message: "This connection is enabled already.",
    });
    const types = (await eventsOf(connection.id)).map(({ type }) => type);
    expect(types).toEqual(["connection.disabled", "connection.enabled"]);
  });
});

describe("deleteConnection", () => {
  it("removes one that nobody uses, and records it", async () => {
    const { ctx, connection, read } = await setUp();
    await deleteConnection(ctx, { connectionId: connection.id, confirmation: "" });
    expect(await read()).toBeNull();
    expect(await eventsOf(connection.id)).toMatchObject([
      { type: "connection.deleted", before: { users: 0 } },
    ]);
  });

  it("takes the only way in of its users once its name is typed, and records each", async () => {
    const { ctx, environment, connection, read } = await setUp();
    const known = { environmentId: environment.id, connectionId: connection.id };
    const users = [await createEnterpriseUserRow({ ...known, subject: "1" })];
    users.push(await createEnterpriseUserRow({ ...known, subject: "2", value: "ana@harbour.example" }));
    for (const confirmation of ["", "Harbour"]) {
      const deleted = deleteConnection(ctx, { connectionId: connection.id, confirmation });
      await expect(deleted).rejects.toMatchObject({ code: "conflict", message: /2 users sign in/ });
    }
    expect(await read()).not.toBeNull();
    const bystander = await createUserRow({ environmentId: environment.id });
    const everybody = [...users, bystander];
    await db.oidcArtifact.createMany({ data: everybody.map(({ id }) => sessionOf(environment.id, id)) });
    await deleteConnection(ctx, { connectionId: connection.id, confirmation: " harbour sso " });
    expect(await read()).toBeNull();
    const where = { id: { in: users.map(({ id }) => id) } };
    const left = await db.user.findMany({ where, include: { identities: true } });
    expect(left.map(({ identities, email }) => [identities.length, email])).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(left.every(({ sessionsEndedAt }) => sessionsEndedAt !== null)).toBe(true);
    const sessions = await db.oidcArtifact.findMany({ where: { environmentId: environment.id } });
    expect(sessions.map(({ userId }) => userId)).toEqual([bystander.id]);
    expect(await db.user.findUnique({ where: { id: bystander.id } })).toMatchObject({
      sessionsEndedAt: null,
    });
    for (const { id } of users) {
      const events = await db.auditEvent.findMany({ where: { userId: id } });
      expect(events).toMatchObject([{ type: "identity.deleted", before: { connectionId: connection.id } }]);
    }
  });
});

const deeds: Record<string, (ctx: Context, connectionId: string) => Promise<unknown>> = {
  updateConnection: (ctx, connectionId) =>
    updateConnection(ctx, { ...settings(), name: "Changed", connectionId, clientSecret: "", version: 1 }),
  disableConnection: (ctx, connectionId) => disableConnection(ctx, { connectionId }),
  enableConnection: (ctx, connectionId) => enableConnection(ctx, { connectionId }),
  deleteConnection: (ctx, connectionId) =>
    deleteConnection(ctx, { connectionId, confirmation: "Harbour SSO" }),
};

describe.each(Object.entries(deeds))("%s", (name, deed) => {
  const isEnabled = name !== "enableConnection";

  it("refuses who may not", async () => {
    const { environment, connection, read } = await setUp({ isEnabled });
    const before = await read();
    for (const role of ["support", "auditor"] as const) {
      const ctx = await contextFor({ role, environment });
      await expect(deed(ctx, connection.id)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await read()).toEqual(before);
    expect(await eventsOf(connection.id)).toEqual([]);
  });

  it("does not find another environment's, nor a malformed id", async () => {
    const { ctx } = await setUp();
    const foreign = await setUp({ isEnabled });
    const before = await foreign.read();
    for (const id of [foreign.connection.id, foreign.connection.key, "'; drop table connection", "a\0b"]) {
      await expect(deed(ctx, id)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await foreign.read()).toEqual(before);
  });

  it("is an owner's alone in the team: an admin could sign in as an owner", async () => {
    const team = await createTeam();
    const connection = await createConnectionRow({
      ...{ environmentId: team.id, issuer: issuer.url, isEnabled },
    });
    const admin = await contextFor({ role: "admin", environment: team });
    await expect(deed(admin, connection.id)).rejects.toMatchObject({
      code: "forbidden",
      message: "Only an owner can change the connections of the team.",
    });
    await deed(await contextFor({ role: "owner", environment: team }), connection.id);
    await db.connection.deleteMany({ where: { environmentId: team.id } });
  });
});

describe("reading", () => {
  it("refuses who may not, and finds nothing of another environment", async () => {
    const { ctx, connection } = await setUp();
    const nobody = { ...ctx, actor: { ...ctx.actor, permissions: new Set(["users:read"]) } };
    await expect(getConnection(nobody, connection.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listConnections(nobody)).rejects.toMatchObject({ code: "forbidden" });
    const other = await contextFor({ role: "admin", environment: await createTestEnvironment() });
    await expect(getConnection(other, connection.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await listConnections(other)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { ProtocolDriver } from "@/lib/oidc/protocol-driver";
import { createSessionRow } from "@/prisma/create-session-row";
import {
  contextFor,
  createApplicationRow,
  createStaff,
  createTeam,
  createTestEnvironment,
  createUserRow,
} from "@/prisma/factories";
import { endAllSessions } from "./end-all-sessions";
import { endSession } from "./end-session";
import { listSessions, MOST_SESSIONS } from "./list-sessions";

const SAFARI =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

async function setUp() {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const ctx = await contextFor({ role: "support", environment });
  const user = await createUserRow({ environmentId });
  const shop = await createApplicationRow({ environmentId, name: "Tea shop" });
  const notes = await createApplicationRow({ environmentId, name: "Notes" });
  const browser = (app = shop) => new ProtocolDriver(environment.key, app);
  return { environment, environmentId, ctx, user, shop, notes, browser };
}

const eventsOf = (userId: string) =>
  db.auditEvent.findMany({
    where: { userId, type: { startsWith: "user.session" } },
    select: { type: true, actorId: true, before: true },
  });

const onlySession = async (ctx: Context, userId: string) => {
  const { rows } = await listSessions(ctx, userId);
  if (!rows[0]) throw new Error("There is no session.");
  return rows[0];
};

describe("listSessions", () => {
  test("shows device, place, applications and times, last seen first", async () => {
    const { environmentId, ctx, user, shop, notes } = await setUp();
    const old = new Date(Date.now() - 5 * 86_400_000);
    const clientIds = [shop.clientId, notes.clientId];
    await createSessionRow({ environmentId, userId: user.id, startedAt: old });
    await createSessionRow({ environmentId, userId: user.id, clientIds, ip: "8.8.8.8", userAgent: SAFARI });

    const { rows, count, isCapped } = await listSessions(ctx, user.id);

    expect({ count, isCapped }).toEqual({ count: 2, isCapped: false });
    expect(rows[0]).toMatchObject({
      device: "Safari 18 on iPhone",
      kind: "mobile",
      location: "US",
      ip: "8.8.8.8",
      applications: ["Notes", "Tea shop"],
      isCurrent: false,
      isOfflineAccess: false,
    });
    expect(rows[1]).toMatchObject({
      device: "Unknown device",
      applications: [],
      startedAt: old,
      lastSeenAt: old,
    });
  });

  test("a real sign-in is one, a refresh counts as seen, and offline access outlives the browser's", async () => {
    const { ctx, user, browser } = await setUp();
    const app = browser();
    const { body } = await app.signIn(user.id);
    const first = await onlySession(ctx, user.id);
    expect(first).toMatchObject({ applications: ["Tea shop"], isOfflineAccess: false });

    await app.refresh(body.refresh_token);
    const later = await onlySession(ctx, user.id);
    expect(later.lastSeenAt.getTime()).toBeGreaterThan(first.lastSeenAt.getTime());
    expect(later.startedAt).toEqual(first.startedAt);

    await db.oidcArtifact.deleteMany({ where: { userId: user.id, model: "Session" } });
    expect(await onlySession(ctx, user.id)).toMatchObject({
      applications: ["Tea shop"],
      isOfflineAccess: true,
    });
  });

  test("shows nothing that has expired or ended, of another user, or of another environment", async () => {
    const { environment, environmentId, ctx, user } = await setUp();
    await createSessionRow({ environmentId, userId: user.id });
    const elsewhere = await contextFor({ role: "support", environment: await createTestEnvironment() });
    expect((await listSessions(elsewhere, user.id)).rows).toEqual([]);
    for (const id of [newId(), "nonsense", (await createUserRow({ environmentId: environment.id })).id]) {
      expect((await listSessions(ctx, id)).rows).toEqual([]);
    }
    await db.user.update({ where: { id: user.id }, data: { sessionsEndedAt: new Date() } });
    expect((await listSessions(ctx, user.id)).rows).toEqual([]);
    await db.user.update({ where: { id: user.id }, data: { sessionsEndedAt: null } });
    expect((await listSessions(ctx, user.id)).rows).toHaveLength(1);
    await db.oidcArtifact.updateMany({ where: { userId: user.id }, data: { expiresAt: new Date(0) } });
    expect((await listSessions(ctx, user.id)).rows).toEqual([]);
  });

  test("stops counting at a hundred", async () => {
    const { environmentId, ctx, user } = await setUp();
    for (let made = 0; made <= MOST_SESSIONS; made++)
      await createSessionRow({ environmentId, userId: user.id });
    expect(await listSessions(ctx, user.id)).toMatchObject({ count: MOST_SESSIONS, isCapped: true });
  });
});

describe("endSession", () => {
  test("ends one session with its tokens, leaves the other alone, and records it", async () => {
    const { ctx, user, browser, notes } = await setUp();
    const [phone, laptop] = [browser(), browser(notes)];
    const lost = (await phone.signIn(user.id)).body;
    const { id, startedAt } = await onlySession(ctx, user.id);
    const kept = (await laptop.signIn(user.id)).body;

    await endSession(ctx, { userId: user.id, sessionId: id });

    expect((await phone.refresh(lost.refresh_token)).body.error).toBe("invalid_grant");
    expect((await phone.profile(lost.access_token)).status).toBe(401);
    expect((await phone.authorize(null)).code).toBeNull();
    expect((await laptop.refresh(kept.refresh_token)).status).toBe(200);
    expect((await laptop.profile(kept.access_token)).status).toBe(200);
    expect((await laptop.authorize(null)).code).not.toBeNull();
    expect((await listSessions(ctx, user.id)).rows).toHaveLength(1);
    expect(await eventsOf(user.id)).toEqual([
      {
        type: "user.session_ended",
        actorId: ctx.actor.id,
        before: { startedAt: startedAt.toISOString() },
      },
    ]);
  });

  test("ends every application of the session, and who signs in again has a new one", async () => {
    const { environment, ctx, user, shop, notes } = await setUp();
    const app = new ProtocolDriver(environment.key, shop);
    const first = (await app.signIn(user.id)).body;
    const other = app.as(notes);
    const second = (await other.signIn(null)).body;
    const { id, applications } = await onlySession(ctx, user.id);
    expect(applications).toEqual(["Notes", "Tea shop"]);

    await endSession(ctx, { userId: user.id, sessionId: id });

    for (const body of [first, second]) expect((await app.profile(body.access_token)).status).toBe(401);
    expect((await app.refresh(first.refresh_token)).body.error).toBe("invalid_grant");
    expect((await other.refresh(second.refresh_token)).body.error).toBe("invalid_grant");
    const again = (await app.signIn(user.id)).body;
    expect((await app.refresh(again.refresh_token)).status).toBe(200);
    expect((await onlySession(ctx, user.id)).id).not.toBe(id);
  });

  test("ends offline access that outlived its session", async () => {
    const { ctx, user, browser } = await setUp();
    const app = browser();
    const { body } = await app.signIn(user.id);
    await db.oidcArtifact.deleteMany({ where: { userId: user.id, model: "Session" } });
    const { id } = await onlySession(ctx, user.id);
    await endSession(ctx, { userId: user.id, sessionId: id });
    expect((await app.refresh(body.refresh_token)).body.error).toBe("invalid_grant");
    expect((await listSessions(ctx, user.id)).rows).toEqual([]);
  });

  test("a request that held the session cannot bring it back", async () => {
    const { environmentId, ctx, user, browser } = await setUp();
    const app = browser();
    await app.signIn(user.id);
    const held = await db.oidcArtifact.findMany({
      where: { environmentId, userId: user.id, model: { in: ["Session", "RefreshToken", "Grant"] } },
    });
    await endSession(ctx, { userId: user.id, sessionId: (await onlySession(ctx, user.id)).id });
    await db.oidcArtifact.createMany({
      data: held.map((row) => ({ ...row, payload: JSON.parse(JSON.stringify(row.payload)) })),
    });
    expect((await app.authorize(null)).code).toBeNull();
    expect((await listSessions(ctx, user.id)).rows.filter((row) => !row.isOfflineAccess)).toEqual([]);
  });

  test("refuses who may not, and finds nothing of another user or environment", async () => {
    const { environment, environmentId, ctx, user } = await setUp();
    const sessionId = await createSessionRow({ environmentId, userId: user.id });
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(endSession(auditor, { userId: user.id, sessionId })).rejects.toMatchObject({
      code: "forbidden",
    });
    const elsewhere = await contextFor({ role: "support", environment: await createTestEnvironment() });
    await expect(endSession(elsewhere, { userId: user.id, sessionId })).rejects.toMatchObject({
      code: "not_found",
    });
    const other = await createUserRow({ environmentId });
    for (const input of [
      { userId: other.id, sessionId },
      { userId: user.id, sessionId: "nonsense" },
      { userId: user.id, sessionId: "a\0b" },
    ]) {
      await expect(endSession(ctx, input)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await onlySession(ctx, user.id)).toMatchObject({ id: sessionId });
    expect(await eventsOf(user.id)).toEqual([]);
  });

  test("of two at once one wins and the other is told", async () => {
    const { environmentId, ctx, user, shop } = await setUp();
    const sessionId = await createSessionRow({ environmentId, userId: user.id, clientIds: [shop.clientId] });
    const results = await Promise.allSettled(
      [1, 2].map(() => endSession(ctx, { userId: user.id, sessionId })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((result) => result.status === "rejected")?.reason).toMatchObject({
      code: "not_found",
    });
    expect(await eventsOf(user.id)).toHaveLength(1);
  });
});

describe("endAllSessions", () => {
  test("ends them all at once, and records how many", async () => {
    const { ctx, user, browser } = await setUp();
    const apps = [browser(), browser()];
    const tokens = [];
    for (const app of apps) tokens.push((await app.signIn(user.id)).body);

    await endAllSessions(ctx, { userId: user.id });

    for (const [index, app] of apps.entries()) {
      expect((await app.refresh(tokens[index]?.refresh_token)).body.error).toBe("invalid_grant");
      expect((await app.profile(tokens[index]?.access_token)).status).toBe(401);
      expect((await app.authorize(null)).code).toBeNull();
    }
    expect(await eventsOf(user.id)).toEqual([
      { type: "user.sessions_ended", actorId: ctx.actor.id, before: { sessions: 2 } },
    ]);
    await expect(endAllSessions(ctx, { userId: user.id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("refuses who may not, and does not find another environment's user", async () => {
    const { environment, environmentId, user } = await setUp();
    await createSessionRow({ environmentId, userId: user.id });
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(endAllSessions(auditor, { userId: user.id })).rejects.toMatchObject({ code: "forbidden" });
    const elsewhere = await contextFor({ role: "support", environment: await createTestEnvironment() });
    await expect(endAllSessions(elsewhere, { userId: user.id })).rejects.toMatchObject({ code: "not_found" });
    expect(await db.oidcArtifact.count({ where: { userId: user.id } })).toBe(1);
  });
});

describe("sessions of the staff", () => {
  test("one's own others may be ended, not the one in use", async () => {
    const environment = await createTeam();
    const staff = await createStaff({ role: "admin" });
    const session = { environmentId: environment.id, userId: staff.id };
    const [current, other, third] = [
      await createSessionRow(session),
      await createSessionRow(session),
      await createSessionRow(session),
    ];
    const plain = await contextFor({ role: "admin", environment, staff });
    const ctx = { ...plain, actor: { ...plain.actor, sessionId: current } };

    expect((await listSessions(ctx, staff.id)).rows.filter((row) => row.isCurrent)).toHaveLength(1);
    await expect(endSession(ctx, { userId: staff.id, sessionId: current })).rejects.toMatchObject({
      code: "forbidden",
      message: "This is the session that you are using. Sign out to end it.",
    });
    await endSession(ctx, { userId: staff.id, sessionId: other });
    await endAllSessions(ctx, { userId: staff.id });
    const { rows } = await listSessions(ctx, staff.id);
    expect(rows.map(({ id }) => id)).toEqual([current]);
    expect(rows.map(({ id }) => id)).not.toContain(third);
    await expect(endAllSessions(ctx, { userId: staff.id })).rejects.toMatchObject({
      code: "conflict",
      message: "You have no other session.",
    });
  });

  test("only an owner ends an owner's, and support nobody's", async () => {
    const environment = await createTeam();
    const owner = await createStaff({ role: "owner" });
    const sessionId = await createSessionRow({ environmentId: environment.id, userId: owner.id });
    for (const role of ["admin", "support"] as const) {
      const ctx = await contextFor({ role, environment });
      await expect(endSession(ctx, { userId: owner.id, sessionId })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(endAllSessions(ctx, { userId: owner.id })).rejects.toMatchObject({ code: "forbidden" });
    }
    await endSession(await contextFor({ role: "owner", environment }), { userId: owner.id, sessionId });
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { resetMfa } from "@/lib/users/reset-mfa";
import {
  contextFor,
  createApplicationRow,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
} from "@/prisma/factories";
import { finishInteraction } from "./interaction";
import { type App, ProtocolDriver } from "./protocol-driver";

let environment: TestEnvironment;
let web: App & { id: string };

beforeAll(async () => {
  environment = await createTestEnvironment();
  web = await createApplicationRow({ environmentId: environment.id });
});

async function signedIn() {
  const user = await createUserRow({ environmentId: environment.id });
  const app = new ProtocolDriver(environment.key, web);
  const { body } = await app.signIn(user.id);
  const isActive = async (token: unknown) => {
    const { body: found } = await app.post("/oauth2/introspect", { token: String(token) });
    return found.active;
  };
  return {
    user,
    app,
    access: body.access_token,
    refresh: body.refresh_token,
    idToken: body.id_token,
    isActive,
  };
}

const typesOf = async (userId: string) => {
  const events = await db.auditEvent.findMany({
    where: { userId },
    orderBy: { id: "asc" },
    select: { type: true },
  });
  return events.map(({ type }) => type);
};

describe("refresh tokens", () => {
  it("rotate, and a replayed one ends the whole family", async () => {
    const { user, app, access, refresh, isActive } = await signedIn();
    const second = await app.refresh(refresh);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(refresh);
    expect(second.body.id_token).toEqual(expect.any(String));
    expect((await app.refresh(refresh)).body.error).toBe("invalid_grant");
    expect((await app.refresh(second.body.refresh_token)).body.error).toBe("invalid_grant");
    expect(await isActive(access)).toBe(false);
    expect(await typesOf(user.id)).toEqual(["token.granted", "token.refreshed", "token.replayed"]);
  });

  it("let one of many uses at once win", async () => {
    const { app, refresh } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 8 }, () => app.refresh(refresh)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe("access tokens", () => {
  it("are judged by the issuer: alive, and dead once revoked", async () => {
    const { user, app, access, refresh, isActive } = await signedIn();
    expect((await app.profile(access)).body).toMatchObject({ sub: user.id, email: user.email });
    const { body } = await app.post("/oauth2/introspect", { token: String(access) });
    expect(body).toMatchObject({ active: true, sub: user.id, client_id: web.clientId, aud: [] });

    expect((await app.post("/oauth2/revoke", { token: String(access) })).status).toBe(200);
    expect(await isActive(access)).toBe(false);
    expect((await app.profile(access)).status).toBe(401);
    expect((await app.refresh(refresh)).body.error).toBe("invalid_grant");
    expect(await typesOf(user.id)).toEqual(["token.granted", "token.revoked"]);
  });

  it("are not revoked for another application, nor taken when changed or of another environment", async () => {
    const { app, access, isActive } = await signedIn();
    const other = await createApplicationRow({ environmentId: environment.id });
    await new ProtocolDriver(environment.key, other).post("/oauth2/revoke", { token: String(access) });
    expect(await isActive(access)).toBe(true);
    expect((await app.profile(`${String(access).slice(0, -4)}AAAA`)).status).toBe(401);
    const elsewhere = await createTestEnvironment();
    const foreign = await createApplicationRow({ environmentId: elsewhere.id });
    expect((await new ProtocolDriver(elsewhere.key, foreign).profile(access)).status).toBe(401);
  });
});

describe("a user whose access ends", () => {
  const endings = {
    suspended: { status: "suspended", sessionsEndedAt: new Date() },
    deleted: { status: "deleted", sessionsEndedAt: new Date() },
    "only the status": { status: "suspended" },
  } as const;

  it.each(Object.entries(endings))("%s: every token and session is dead at once", async (_name, data) => {
    const { user, app, access, refresh, isActive } = await signedIn();
    const waiting = await app.authorize(user.id);
    await db.user.update({ where: { id: user.id }, data });
    expect((await app.redeem(waiting.code, waiting.verifier)).body.error).toBe("invalid_grant");
    expect((await app.refresh(refresh)).body.error).toBe("invalid_grant");
    expect((await app.profile(access)).status).toBe(401);
    expect(await isActive(access)).toBe(false);
    expect((await app.authorize(null, { prompt: "none" })).error).toBe("login_required");
  });

  it("signed out everywhere: what came before is void, a new sign-in is good", async () => {
    const { user, app, access, refresh } = await signedIn();
    await db.user.update({ where: { id: user.id }, data: { sessionsEndedAt: new Date() } });
    expect((await app.profile(access)).status).toBe(401);
    expect((await app.refresh(refresh)).body.error).toBe("invalid_grant");
    const { body } = await app.signIn(user.id);
    expect((await app.profile(body.access_token)).status).toBe(200);
  });
});

describe("a reset of multi-factor auth", () => {
  it.each(["a factor of the environment", "a factor of an organization", "that they declined"])(
    "of %s leaves no session, code or refresh token alive",
    async (what) => {
      const { user, app, access, refresh, isActive } = await signedIn();
      const admin = await contextFor({ role: "support", environment });
      const factorId = what === "that they declined" ? null : newId();
      if (factorId) {
        const organizationId = what.endsWith("organization") ? environment.organizationId : null;
        const factor = { id: factorId, slot: factorId, environmentId: environment.id, organizationId };
        await db.mfaFactor.create({ data: { ...factor, userId: user.id, method: "email" } });
      } else {
        await db.user.update({ where: { id: user.id }, data: { mfaOptedOutAt: new Date() } });
      }
      const waiting = await app.authorize(null, { prompt: "none" });
      expect(waiting.code).not.toBeNull();
      await resetMfa(admin, { userId: user.id, factorId, reason: "" });
      expect((await app.refresh(refresh)).body.error).toBe("invalid_grant");
      expect((await app.redeem(waiting.code, waiting.verifier)).body.error).toBe("invalid_grant");
      expect((await app.profile(access)).status).toBe(401);
      expect(await isActive(access)).toBe(false);
      expect((await app.authorize(null, { prompt: "none" })).error).toBe("login_required");
      const left = { userId: user.id, model: { in: ["Session", "Grant", "RefreshToken"] } };
      expect(await db.oidcArtifact.count({ where: left })).toBe(0);
      expect((await app.signIn(user.id)).status).toBe(200);
    },
  );
});

describe("a sign-in that was settled before the sessions were ended", () => {
  it("opens nothing when the browser comes back from the hosted pages later", async () => {
    const user = await createUserRow({ environmentId: environment.id });
    const admin = await contextFor({ role: "support", environment });
    const factor = {
      id: newId(),
      slot: newId(),
      environmentId: environment.id,
      method: "authenticator",
    } as const;
    await db.mfaFactor.create({ data: { ...factor, userId: user.id } });
    const app = new ProtocolDriver(environment.key, web);
    const back = await app.authorize(
      user.id,
      {},
      {
        completedAt: new Date().toISOString(),
        meanwhile: () => resetMfa(admin, { userId: user.id, factorId: factor.id, reason: "" }),
      },
    );
    expect(back.code).toBeNull();
    expect(back.target).toContain("/sign-in?flow=");
    // Nor did a session begin by it.
    expect((await app.authorize(null, { prompt: "none" })).error).toBe("login_required");
    // Who signs in then is let through.
    expect((await app.signIn(user.id)).status).toBe(200);
  });
});

describe("another user in the same browser", () => {
  it("signs in with prompt=login, and ends the first one's session", async () => {
    const { user, app } = await signedIn();
    const second = await createUserRow({ environmentId: environment.id });
    const { body } = await app.signIn(second.id, { prompt: "select_account" });
    expect((await app.profile(body.access_token)).body.sub).toBe(second.id);
    expect(await db.oidcArtifact.count({ where: { userId: user.id, model: "Session" } })).toBe(0);
    expect(await typesOf(user.id)).toContain("authentication.signed_out");
  });

  it("cannot finish a flow that another browser began", async () => {
    const victim = await createUserRow({ environmentId: environment.id });
    const attacker = new ProtocolDriver(environment.key, web);
    const { target } = await attacker.authorize(null);
    const request = new Request(new URL(target, "http://localhost:3000"));
    expect(await finishInteraction(request, environment.key, { userId: victim.id })).toBeNull();
  });
});

describe("an application that is deleted", () => {
  it("takes its tokens with it", async () => {
    const user = await createUserRow({ environmentId: environment.id });
    const gone = await createApplicationRow({ environmentId: environment.id });
    const app = new ProtocolDriver(environment.key, gone);
    const { body } = await app.signIn(user.id);
    await db.application.delete({ where: { id: gone.id } });
    expect((await app.profile(body.access_token)).status).toBe(401);
    expect((await app.refresh(body.refresh_token)).body.error).toBe("invalid_client");
    const other = new ProtocolDriver(environment.key, web);
    const { body: found } = await other.post("/oauth2/introspect", { token: String(body.access_token) });
    expect(found.active).toBe(false);
  });
});

describe("logout", () => {
  it("ends the session of who proves to own it, and goes to a registered address", async () => {
    const { user, app, access, idToken } = await signedIn();
    const answer = await app.visit(
      `/logout?id_token_hint=${idToken}&post_logout_redirect_uri=${encodeURIComponent("http://localhost:3999/")}&state=s`,
    );
    expect(answer.headers.get("location")).toBe("http://localhost:3999/?state=s");
    expect((await app.authorize(null, { prompt: "none" })).error).toBe("login_required");
    // Offline access outlives the session: that is what it was asked for.
    expect((await app.profile(access)).status).toBe(200);
    expect(await typesOf(user.id)).toContain("authentication.signed_out");
  });

  it("asks anyone else first, without a script", async () => {
    const { app, user } = await signedIn();
    const page = await (await app.visit("/logout?redirect=http://localhost:3999/")).text();
    expect(page).toContain("Sign out?");
    expect(page).not.toContain("<script");
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const answer = await app.visit("/logout/confirm", {
      method: "POST",
      body: new URLSearchParams({ xsrf, logout: "yes" }),
    });
    expect(answer.headers.get("location")).toBe("http://localhost:3999/");
    expect(await typesOf(user.id)).toContain("authentication.signed_out");
  });

  it("goes to registered addresses only, also when nobody is signed in", async () => {
    const stranger = new ProtocolDriver(environment.key, web);
    const good = await stranger.visit("/logout?redirect=http://localhost:3999/");
    expect(good.headers.get("location")).toBe("http://localhost:3999/");
    const bad = await stranger.visit("/logout?redirect=https://evil.example/");
    expect(bad.headers.get("location") ?? "").not.toContain("evil.example");
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import {
  createApplicationRow,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
} from "@/prisma/factories";
import { handleProtocolRequest } from "./handle-request";
import { type App, claimsIn, ProtocolDriver } from "./protocol-driver";

let environment: TestEnvironment;
let web: App & { id: string };
let frontend: App;

beforeAll(async () => {
  environment = await createTestEnvironment();
  const environmentId = environment.id;
  web = await createApplicationRow({ environmentId, audiences: ["https://api.example"] });
  frontend = await createApplicationRow({ environmentId, kind: "frontend" });
});

const newUser = () => createUserRow({ environmentId: environment.id, firstName: "Ada", lastName: "Byron" });
const driver = (app: App = web) => new ProtocolDriver(environment.key, app);
const eventsOf = async (userId: string) => {
  const events = await db.auditEvent.findMany({
    where: { userId },
    orderBy: { id: "asc" },
    select: { type: true },
  });
  return events.map(({ type }) => type);
};

describe("authorization code", () => {
  it("gives access, ID and refresh token together, and says who the user is", async () => {
    const user = await newUser();
    const { status, body } = await driver().signIn(user.id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
    const access = claimsIn(body.access_token);
    expect(access).toMatchObject({
      sub: user.id,
      azp: web.clientId,
      aud: [],
      scp: expect.arrayContaining(["openid"]),
    });
    expect(access.org_code).toMatch(/^org_[0-9a-f]{11}$/);
    const id = claimsIn(body.id_token);
    expect(id).toMatchObject({ sub: user.id, given_name: "Ada", email: user.email, email_verified: true });
    expect(id.sid).toBe(access.sid);
    expect(body.refresh_token).toEqual(expect.any(String));
    expect(await eventsOf(user.id)).toEqual(["token.granted"]);
  });

  it("keeps no code, refresh token or session id in clear", async () => {
    const user = await newUser();
    const app = driver();
    const { code, verifier } = await app.authorize(user.id);
    const { body } = await app.redeem(code, verifier);
    const stored = JSON.stringify(await db.oidcArtifact.findMany({ where: { userId: user.id } }));
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(body.refresh_token);
  });

  it("is redeemed once: a replay ends what the first redemption gave", async () => {
    const user = await newUser();
    const app = driver();
    const { code, verifier } = await app.authorize(user.id);
    const first = await app.redeem(code, verifier);
    expect((await app.redeem(code, verifier)).body.error).toBe("invalid_grant");
    expect((await app.refresh(first.body.refresh_token)).body.error).toBe("invalid_grant");
    expect((await app.profile(first.body.access_token)).status).toBe(401);
    expect(await eventsOf(user.id)).toEqual(["token.granted", "token.replayed"]);
  });

  it("lets one of many redemptions at once win", async () => {
    const user = await newUser();
    const app = driver();
    const { code, verifier } = await app.authorize(user.id);
    const answers = await Promise.all(Array.from({ length: 8 }, () => app.redeem(code, verifier)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("refuses a wrong verifier, a wrong secret, and a public client without PKCE", async () => {
    const user = await newUser();
    const app = driver();
    const { code, verifier } = await app.authorize(user.id);
    expect((await app.redeem(code, "x".repeat(43))).body.error).toBe("invalid_grant");
    const wrong = new ProtocolDriver(environment.key, { ...web, clientSecret: "not-the-secret" });
    expect(await wrong.redeem(code, verifier)).toMatchObject({
      status: 401,
      body: { error: "invalid_client" },
    });
    const open = driver(frontend);
    const { error } = await open.authorize(null, { code_challenge: "", code_challenge_method: "" });
    expect(error).toBe("invalid_request");
  });

  it("never redirects to an address that is not registered", async () => {
    for (const uri of ["https://evil.example/callback", "http://localhost:3999/callback/../x"]) {
      const { answer, target } = await driver().authorize(null, { redirect_uri: uri });
      expect(answer.status).toBe(400);
      expect(target).toBe("");
      expect(await answer.text()).toContain("not registered");
    }
  });

  it("escapes what it shows", async () => {
    const answer = await driver().visit("/oauth2/auth?client_id=%3Cscript%3Ealert(1)%3C/script%3E");
    expect(await answer.text()).not.toContain("<script>");
  });
});

describe("audience, scopes and prompts", () => {
  it("echoes an audience that the application may use, through refreshes, and refuses others", async () => {
    const user = await newUser();
    const app = driver();
    const { body } = await app.signIn(user.id, { audience: "https://api.example" });
    expect(claimsIn(body.access_token).aud).toEqual(["https://api.example"]);
    const again = await app.refresh(body.refresh_token);
    expect(claimsIn(again.body.access_token).aud).toEqual(["https://api.example"]);
    expect((await app.profile(again.body.access_token)).status).toBe(200);
    expect((await driver().authorize(null, { audience: "https://other.example" })).error).toBe(
      "invalid_target",
    );
  });

  it("takes offline_access for offline, and gives no refresh token without either", async () => {
    const user = await newUser();
    const { body } = await driver().signIn(user.id, { scope: "openid offline_access", prompt: "consent" });
    expect(body.refresh_token).toEqual(expect.any(String));
    expect((await driver().signIn(user.id, { scope: "openid" })).body.refresh_token).toBeUndefined();
  });

  it("opens sign-up for prompt=create", async () => {
    const { target } = await driver().authorize(null, { prompt: "create", org_code: "org_1" });
    expect(target).toMatch(new RegExp(`^/auth/${environment.key}/sign-up\\?flow=`));
  });
});

describe("client credentials", () => {
  it("gives an application a token of its own, and the log an event", async () => {
    const { status, body } = await driver().post("/oauth2/token", {
      grant_type: "client_credentials",
      audience: "https://api.example",
    });
    expect(status).toBe(200);
    expect(claimsIn(body.access_token)).toMatchObject({ sub: web.clientId, aud: ["https://api.example"] });
    expect(
      (await driver().post("/oauth2/introspect", { token: String(body.access_token) })).body.active,
    ).toBe(true);
    expect(
      await db.auditEvent.count({ where: { applicationId: web.id, type: "token.granted", userId: null } }),
    ).toBe(1);
  });

  it("is refused to a front-end application", async () => {
    const { body } = await driver(frontend).post("/oauth2/token", { grant_type: "client_credentials" });
    expect(body.error).toBe("invalid_request");
  });
});

describe("discovery", () => {
  it("names every endpoint under the issuer, whatever host was asked", async () => {
    const url = `http://other.example/auth/${environment.key}/.well-known/openid-configuration`;
    const body = await (await handleProtocolRequest(new Request(url), environment.key)).json();
    const issuer = `http://localhost:3000/auth/${environment.key}`;
    expect(body).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/oauth2/auth`,
      userinfo_endpoint: `${issuer}/oauth2/v2/user_profile`,
      jwks_uri: `${issuer}/.well-known/jwks`,
    });
    for (const path of ["jwks", "jwks.json"]) {
      const keys = await driver().visit(`/.well-known/${path}`);
      expect(await keys.json()).toMatchObject({ keys: [{ kty: "RSA", alg: "RS256", use: "sig" }] });
    }
  });

  it("does not know an environment that is not there", async () => {
    const request = new Request("http://localhost:3000/auth/nowhere/.well-known/jwks");
    expect((await handleProtocolRequest(request, "nowhere")).status).toBe(404);
  });
});

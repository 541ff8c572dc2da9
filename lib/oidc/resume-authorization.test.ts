import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import {
  createApplicationRow,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
} from "@/prisma/factories";
import { type BrowserRequest, finishInteraction } from "./interaction";
import { type App, ProtocolDriver } from "./protocol-driver";

let environment: TestEnvironment;
let web: App;

beforeAll(async () => {
  environment = await createTestEnvironment();
  web = await createApplicationRow({ environmentId: environment.id });
});

/** A browser at the first hosted page, as the request that finishes there comes from it. */
async function begun(): Promise<{ app: ProtocolDriver; request: BrowserRequest; uid: string }> {
  const app = new ProtocolDriver(environment.key, web);
  const { target } = await app.authorize(null);
  const uid = new URL(target, "http://localhost:3000").searchParams.get("flow") ?? "";
  return { app, request: { headers: new Headers({ cookie: app.cookieHeader() }), url: target }, uid };
}
const storedOf = (uid: string) => db.oidcArtifact.count({ where: { model: "Interaction", id: uid } });

describe("a hosted sign-in that is done", () => {
  it("answers with the code and the session at once, and leaves nothing of the interaction", async () => {
    const user = await createUserRow({ environmentId: environment.id });
    const { request, uid } = await begun();
    expect(await storedOf(uid)).toBe(1);
    const answer = await finishInteraction(request, environment.key, { userId: user.id });
    expect(answer?.status).toBe(303);
    const target = new URL(answer?.headers.get("location") ?? "");
    expect(target.origin).toBe("http://localhost:3999");
    expect(target.searchParams.get("code")).toBeTruthy();
    expect(answer?.headers.getSetCookie().some((cookie) => /-session=/.test(cookie))).toBe(true);
    expect(await storedOf(uid)).toBe(0);
  });

  it("can be finished only once", async () => {
    const user = await createUserRow({ environmentId: environment.id });
    const { request } = await begun();
    await finishInteraction(request, environment.key, { userId: user.id });
    expect(await finishInteraction(request, environment.key, { userId: user.id })).toBeNull();
  });

  it("takes a refusal to the application in the same answer", async () => {
    const { request, uid } = await begun();
    const refusal = { error: "access_denied", error_description: "Declined" };
    const answer = await finishInteraction(request, environment.key, refusal);
    const target = new URL(answer?.headers.get("location") ?? "");
    expect(target.searchParams.get("error")).toBe("access_denied");
    expect(await storedOf(uid)).toBe(0);
  });

  it("is worth nothing to another browser, whatever it says to have begun", async () => {
    const victim = await createUserRow({ environmentId: environment.id });
    const { uid, request } = await begun();
    const other = await begun();
    const stolen = { headers: other.request.headers, url: request.url };
    expect(await finishInteraction(stolen, environment.key, { userId: victim.id })).toBeNull();
    expect(await storedOf(uid)).toBe(1);
  });
});

describe("what an authorization leaves", () => {
  it("is stored as one: code, grant and session, and the interaction gone", async () => {
    const user = await createUserRow({ environmentId: environment.id });
    const { request, uid } = await begun();
    await finishInteraction(request, environment.key, { userId: user.id });
    const rows = await db.$queryRaw<{ model: string; transaction: string }[]>`
      SELECT model, xmin::text AS transaction FROM oidc_artifact WHERE user_id = ${user.id}::uuid ORDER BY model`;
    expect(rows.map(({ model }) => model)).toEqual(["AuthorizationCode", "Grant", "Session"]);
    expect(new Set(rows.map(({ transaction }) => transaction)).size).toBe(1);
    expect(await storedOf(uid)).toBe(0);
  });

  it("is nothing where it cannot be stored: the interaction stands, and the browser may try again", async () => {
    const user = await createUserRow({ environmentId: environment.id });
    const { request, uid } = await begun();
    await db.$executeRaw`ALTER TABLE oidc_artifact ADD CONSTRAINT no_code CHECK (model <> 'AuthorizationCode') NOT VALID`;
    try {
      const failed = await finishInteraction(request, environment.key, { userId: user.id });
      expect(failed?.status).toBe(500);
      expect(failed?.headers.get("location")).toBeNull();
      expect(failed?.headers.getSetCookie()).toEqual([]);
      expect(await failed?.text()).toContain("Something went wrong on our side. Try again in a moment.");
    } finally {
      await db.$executeRaw`ALTER TABLE oidc_artifact DROP CONSTRAINT no_code`;
    }
    expect(await db.oidcArtifact.count({ where: { userId: user.id } })).toBe(0);
    expect(await storedOf(uid)).toBe(1);
    const answer = await finishInteraction(request, environment.key, { userId: user.id });
    expect(new URL(answer?.headers.get("location") ?? "").searchParams.get("code")).toBeTruthy();
  });
});

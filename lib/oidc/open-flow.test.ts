import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { startFlow } from "@/lib/sign-in/start-flow";
import { createApplicationRow, createTestEnvironment, type TestEnvironment } from "@/prisma/factories";
import { openFlow } from "./open-flow";
import { type App, ProtocolDriver } from "./protocol-driver";
import { nameArtifact } from "./request-scope";

let environment: TestEnvironment;
let web: App;

beforeAll(async () => {
  environment = await createTestEnvironment();
  web = await createApplicationRow({ environmentId: environment.id });
});

/** A browser whose sign-in has reached the first hosted page. */
async function begun() {
  const app = new ProtocolDriver(environment.key, web);
  const { target } = await app.authorize(null);
  const id = new URL(target, "http://localhost:3000").searchParams.get("flow") ?? "";
  const expiresAt = new Date(Date.now() + 60_000);
  await startFlow({ id, environment, clientId: web.clientId, intent: "sign-in", expiresAt });
  return { id, request: { headers: new Headers({ cookie: app.cookieHeader() }), url: target } };
}

describe("openFlow", () => {
  it("gives the flow with its request and what is known of the application", async () => {
    const { id, request } = await begun();
    const opened = await openFlow(request, environment.key);
    expect(opened?.flow).toMatchObject({ id, environment: { key: environment.key }, isExpired: false });
    expect(opened?.interaction.interaction).toMatchObject({ uid: id, params: { client_id: web.clientId } });
    const client = opened?.interaction.known?.get(nameArtifact("Client", web.clientId));
    expect(client).toMatchObject({ client_id: web.clientId, redirect_uris: expect.any(Array) });
  });

  it("opens nothing for another browser, in another environment, or under an id that is none", async () => {
    const { id, request } = await begun();
    const other = await begun();
    expect(await openFlow({ headers: other.request.headers, url: request.url }, environment.key)).toBeNull();
    expect(await openFlow({ headers: new Headers(), url: request.url }, environment.key)).toBeNull();
    expect(await openFlow(request, (await createTestEnvironment()).key)).toBeNull();
    for (const wrong of ["", "\0", "a b", `${id}x`, "x".repeat(101)]) {
      expect(await openFlow(request, environment.key, wrong), wrong).toBeNull();
    }
    expect(await openFlow(request, environment.key)).not.toBeNull();
  });

  it("opens nothing once the flow or the request behind it has expired", async () => {
    const past = new Date(Date.now() - 1);
    const first = await begun();
    await db.signInFlow.update({ where: { id: first.id }, data: { expiresAt: past } });
    expect(await openFlow(first.request, environment.key)).toBeNull();
    const second = await begun();
    await db.oidcArtifact.updateMany({ where: { id: second.id }, data: { expiresAt: past } });
    expect(await openFlow(second.request, environment.key)).toBeNull();
  });
});

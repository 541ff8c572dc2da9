import { describe, expect, test } from "vitest";
import { disableConnection } from "@/lib/connections/disable-connection";
import { TEST_CLIENT } from "@/lib/connections/test-issuer";
import { db } from "@/lib/core/db";
import { createConnectionRow } from "@/prisma/create-connection-row";
import { contextFor } from "@/prisma/factories";
import { chooseConnection } from "./choose-connection";
import { nextStep } from "./next-step";
import { startConnection } from "./start-connection";
import { isIn, saidBy, setUpConnection as setUp } from "./test-connection";
import { createTestFlow, eventTypes, testRequest } from "./test-flow";

describe("what is not this sign-in's answer", () => {
  test("a forged state opens nothing, and does not spoil the real answer", async () => {
    const { issuer, start, finish, readAgain, lastEvent, users } = await setUp();
    const { flow, url } = await start();
    const answer = issuer.visit(url);
    const forged = new URL(answer);
    forged.searchParams.set("state", `${flow.id}.forged`);
    expect(saidBy(await finish(flow, forged))).toMatch(/came too late, twice, or from elsewhere/);
    expect(await lastEvent()).toMatchObject({ type: "authentication.failed" });
    expect(issuer.seen).not.toContain("POST /token");
    expect(await users()).toEqual([]);
    expect(isIn(await finish(await readAgain(flow), answer))).toBe(true);
  });

  test("of the same flow leaves few lines in the log, however often it comes", async () => {
    const { environmentId, issuer, start, finish, readAgain } = await setUp();
    const { flow, url } = await start();
    const answer = issuer.visit(url);
    const forged = new URL(answer);
    forged.searchParams.set("state", `${flow.id}.forged`);
    for (let time = 0; time < 15; time += 1) {
      expect(saidBy(await finish(flow, forged))).toMatch(/came too late, twice, or from elsewhere/);
    }
    expect(await eventTypes(environmentId)).toHaveLength(10);
    expect(isIn(await finish(await readAgain(flow), answer))).toBe(true);
  });

  test("an answer is good once, also when it comes twice at once", async () => {
    const { issuer, start, finish, users } = await setUp();
    const { flow, url } = await start();
    const answer = issuer.visit(url);
    const both = await Promise.all([finish(flow, answer), finish(flow, answer)]);
    expect(both.filter(isIn)).toHaveLength(1);
    expect(issuer.seen.filter((one) => one === "POST /token")).toHaveLength(1);
    expect(await users()).toHaveLength(1);
  });

  test("a flow that has gone on is left where it stands", async () => {
    const { environmentId, issuer, start, finish } = await setUp();
    const { flow, url } = await start();
    const answer = issuer.visit(url);
    const done = await finish(flow, answer);
    const before = await eventTypes(environmentId);
    expect(isIn(await finish(done, answer))).toBe(true);
    expect(await eventTypes(environmentId)).toEqual(before);
  });

  test("it must come to the callback of its own connection, and say its own issuer", async () => {
    const { environmentId, issuer, start, finish } = await setUp();
    // Of the same provider, which would take the code.
    const other = await createConnectionRow({ environmentId, issuer: issuer.url, ...TEST_CLIENT });
    const first = await start();
    expect(isIn(await finish(first.flow, issuer.visit(first.url), other.key))).toBe(false);
    const second = await start();
    issuer.flaws = { iss: "https://login.evil.example" };
    expect(saidBy(await finish(second.flow, issuer.visit(second.url)))).toMatch(/cannot be accepted/);
    const third = await start();
    issuer.flaws = {};
    const silent = issuer.visit(third.url);
    silent.searchParams.delete("iss");
    expect(saidBy(await finish(third.flow, silent))).toMatch(/cannot be accepted/);
    expect(issuer.seen).not.toContain("POST /token");
  });

  test.each([
    ["another nonce", { token: { nonce: "another" } }],
    ["no nonce", { token: { nonce: undefined } }],
    ["another key", { isSignedByOther: true }],
    ["another audience", { token: { aud: "somebody-else" } }],
    ["another issuer", { token: { iss: "https://login.evil.example" } }],
    ["a time that is over", { token: { iat: 1_000_000_000, exp: 1_000_000_300 } }],
    ["no subject", { token: { sub: "" } }],
    ["a subject without an end", { token: { sub: "x".repeat(300) } }],
    ["a token endpoint that fails", { status: 500 }],
  ])("a token with %s is refused", async (_, flaws) => {
    const { issuer, start, finish, users, lastEvent } = await setUp();
    const { flow, url } = await start();
    issuer.flaws = flaws;
    const after = await finish(flow, issuer.visit(url));
    expect(nextStep(after.state)).toBe("connection");
    expect(saidBy(after)).toMatch(/cannot be accepted/);
    const event = await lastEvent();
    expect(event).toMatchObject({ type: "authentication.failed", after: { error: expect.any(String) } });
    expect(JSON.stringify(event)).not.toMatch(/eyJ|access token/);
    expect(await users()).toEqual([]);
  });

  test("what the provider refuses is said as that", async () => {
    const { issuer, start, finish, lastEvent } = await setUp();
    const { flow, url } = await start();
    issuer.flaws = { error: "access_denied" };
    expect(saidBy(await finish(flow, issuer.visit(url)))).toMatch(/broken off, or not allowed/);
    expect(await lastEvent()).toMatchObject({ after: { error: "access_denied" } });
    const again = await start();
    issuer.flaws = { error: "<script>alert(1)</script>" };
    await finish(again.flow, issuer.visit(again.url));
    expect(await lastEvent()).toMatchObject({ after: { error: "unusable_answer" } });
  });
});

describe("a connection that is closed", () => {
  test("half-way: the answer is refused", async () => {
    const { environment, connection, issuer, start, finish, users, lastEvent } = await setUp();
    const { flow, url } = await start();
    const ctx = await contextFor({ role: "admin", environment });
    await disableConnection(ctx, { connectionId: connection.id });
    const after = await finish(flow, issuer.visit(url));
    expect(saidBy(after)).toMatch(/Nobody can sign in through/);
    expect(await lastEvent()).toMatchObject({ reason: "The connection is disabled" });
    expect(issuer.seen).not.toContain("POST /token");
    expect(await users()).toEqual([]);
  });

  test("while the code is being traded: nobody gets in, and no user is made", async () => {
    const { environment, connection, issuer, signIn, users, lastEvent } = await setUp();
    const ctx = await contextFor({ role: "admin", environment });
    const meanwhile = () => disableConnection(ctx, { connectionId: connection.id });
    issuer.flaws = { meanwhile };
    expect(saidBy(await signIn())).toMatch(/Nobody can sign in through/);
    expect(await lastEvent()).toMatchObject({ reason: "The connection is disabled" });
    expect(await users()).toEqual([]);
  });

  test("before: it cannot be chosen or started, nor can another environment's", async () => {
    const { environment, environmentId, connection } = await setUp();
    const foreign = await setUp();
    const begin = async (key: string) =>
      chooseConnection(await createTestFlow({ environment }), { connection: key });
    const chosen = await begin(connection.key);
    await db.connection.updateMany({ where: { environmentId }, data: { isEnabled: false } });
    expect((await startConnection(chosen, testRequest(), { isLoginWanted: false })).url).toBeUndefined();
    for (const key of [connection.key, foreign.connection.key, "conn_none", "'; drop table connection"]) {
      const flow = await begin(key);
      expect(flow.state.connection).toBeUndefined();
      expect(saidBy(flow)).toMatch(/not open any more/);
    }
  });

  test("a provider that is down is said, and the log knows", async () => {
    const { environment, connection, issuer, lastEvent } = await setUp();
    issuer.stop();
    const chosen = await chooseConnection(await createTestFlow({ environment }), {
      connection: connection.key,
    });
    const { flow, url } = await startConnection(chosen, testRequest(), { isLoginWanted: false });
    expect(url).toBeUndefined();
    expect(saidBy(flow)).toMatch(/cannot be reached right now/);
    expect(await lastEvent()).toMatchObject({ after: { error: "ECONNREFUSED" } });
  });
});

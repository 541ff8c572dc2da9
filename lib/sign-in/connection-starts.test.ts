import { expect, test } from "vitest";
import { TEST_CLIENT, TestIssuer } from "@/lib/connections/test-issuer";
import { updateConnection } from "@/lib/connections/update-connection";
import { db } from "@/lib/core/db";
import { contextFor } from "@/prisma/factories";
import type { Flow } from "./find-flow";
import { startConnection } from "./start-connection";
import { DOMAIN, isIn, saidBy, setUpConnection as setUp } from "./test-connection";
import { eventTypes, testRequest } from "./test-flow";

const DOCUMENT = "GET /.well-known/openid-configuration";
const begin = (flow: Flow, ip?: string) =>
  startConnection(flow, ip ? { ...testRequest(), ip } : testRequest(), { isLoginWanted: false });

test("people of one network sign in by the hundreds, and the provider is asked for its document once", async () => {
  const { issuer, start, signIn } = await setUp();
  const { flow } = await start();
  for (let round = 0; round < 32; round += 1) {
    const begun = await Promise.all(Array.from({ length: 10 }, () => begin(flow)));
    expect(begun.filter(({ url }) => url === undefined)).toEqual([]);
  }
  expect(isIn(await signIn())).toBe(true);
  expect(issuer.seen.filter((one) => one === DOCUMENT)).toHaveLength(1);
});

test("after a failure the document is read anew, so the next try is by what it says now", async () => {
  const { issuer, start, finish } = await setUp();
  issuer.flaws = { document: { issuer: "https://login.evil.example" } };
  const { flow, url } = await start();
  expect(url).toBe("");
  issuer.flaws = {};
  expect((await begin(flow)).url).toContain(`${issuer.url}/authorize`);
  // What was kept is forgotten also where an answer of the provider fails.
  const second = await start();
  issuer.flaws = { document: { authorization_endpoint: `${issuer.url}/moved` }, status: 500 };
  await finish(second.flow, issuer.visit(second.url));
  expect((await start()).url).toContain(`${issuer.url}/moved`);
});

test("a connection whose issuer was changed goes to the new one at once", async () => {
  const { environment, connection, issuer, start } = await setUp();
  expect((await start()).url).toContain(issuer.url);
  const other = await TestIssuer.start();
  await updateConnection(await contextFor({ role: "admin", environment }), {
    ...{ connectionId: connection.id, name: connection.name, issuer: other.url, ...TEST_CLIENT },
    ...{ emailDomains: [DOMAIN], isShown: false, isJustInTime: true, isLinking: false },
    ...{ organizationId: "", version: 1 },
  });
  expect((await start()).url).toContain(other.url);
  other.stop();
});

test("a network from which very many have failed waits, and leaves no more lines in the log", async () => {
  const { environmentId, issuer, start } = await setUp();
  issuer.flaws = { document: { issuer: "https://login.evil.example" } };
  const { flow } = await start();
  expect(saidBy(flow)).toMatch(/cannot be reached|cannot be accepted/);
  const { count } = await db.rateLimit.updateMany({
    where: { key: { startsWith: `connection-failures:${environmentId}:` } },
    data: { count: 1000 },
  });
  expect(count).toBe(1);
  issuer.flaws = {};
  const before = await eventTypes(environmentId);
  const { flow: waiting, url } = await begin(flow);
  expect(url).toBeUndefined();
  expect(saidBy(waiting)).toMatch(/^Many sign-ins from your network have failed/);
  expect(await eventTypes(environmentId)).toEqual(before);
  expect((await begin(flow, "198.51.100.7")).url).toContain(issuer.url);
});

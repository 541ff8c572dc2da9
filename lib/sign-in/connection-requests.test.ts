import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { randomAlphanumeric } from "@/lib/core/ids";
import type { TestEnvironment } from "@/prisma/factories";
import { nextStep } from "./next-step";
import { requestPasswordReset } from "./request-password-reset";
import { signUp } from "./sign-up";
import { startConnection } from "./start-connection";
import { type NewFlow, startFlow } from "./start-flow";
import { submitIdentifier } from "./submit-identifier";
import { ANA, DOMAIN, isIn, saidBy, setUpConnection as setUp } from "./test-connection";
import { createTestFlow, readTestFlow, TEST_PASSWORD, testRequest } from "./test-flow";
import { verifyPassword } from "./verify-password";

describe("an address of a connection's domain", () => {
  test("goes there, whoever it belongs to; another does not", async () => {
    const { environment, connection } = await setUp();
    const enter = async (identifier: string) =>
      submitIdentifier(await createTestFlow({ environment }), testRequest(), { identifier });
    for (const address of [ANA.email, `NOBODY@${DOMAIN.toUpperCase()}`]) {
      const flow = await enter(address);
      expect(nextStep(flow.state)).toBe("connection");
      expect(flow.state.connection).toMatchObject({ key: connection.key });
    }
    for (const other of ["ana@elsewhere.example", `ana@sub.${DOMAIN}`, "ana"]) {
      expect(nextStep((await enter(other)).state)).toBe("password");
    }
  });

  test("the hint and the wish for a fresh sign-in go along", async () => {
    const { environment } = await setUp();
    const flow = await submitIdentifier(await createTestFlow({ environment }), testRequest(), {
      identifier: ANA.email,
    });
    const { url } = await startConnection(flow, testRequest(), { isLoginWanted: true });
    const sent = new URL(url ?? "").searchParams;
    expect(sent.get("login_hint")).toBe(ANA.email);
    expect(sent.get("prompt")).toBe("login");
    expect(sent.get("code_challenge_method")).toBe("S256");
  });
});

describe("a request that names a connection", () => {
  const begin = (
    environment: TestEnvironment,
    connectionKey: string,
    intent: NewFlow["intent"] = "sign-in",
  ) => {
    const id = randomAlphanumeric(43);
    const expiresAt = new Date(Date.now() + 3_600_000);
    const flow = { id, environment, clientId: "none", intent, expiresAt, connectionKey };
    return startFlow({ ...flow, loginHint: ANA.email }).then(() => readTestFlow(environment.key, id));
  };

  test("goes there at once, also where it asks for a new account", async () => {
    const { environment, connection } = await setUp();
    for (const intent of ["sign-in", "sign-up"] as const) {
      const flow = await begin(environment, connection.key, intent);
      expect(nextStep(flow.state)).toBe("connection");
      expect(flow.state).toMatchObject({ identifier: ANA.email, connection: { key: connection.key } });
    }
  });

  test("that is closed, another environment's or none is told so, and may sign in another way", async () => {
    const { environment, environmentId, connection } = await setUp();
    const foreign = await setUp();
    await db.connection.updateMany({ where: { environmentId }, data: { isEnabled: false } });
    for (const key of [connection.key, foreign.connection.key, "conn_", "a\0b"]) {
      const flow = await begin(environment, key);
      expect(nextStep(flow.state)).toBe("sign-in");
      expect(saidBy(flow)).toMatch(/not open any more/);
    }
  });
});

describe("an address of a connection's domain has no password here", () => {
  test("neither by sign-up nor by a forgotten one, and both say where to go", async () => {
    const { environment, environmentId, users } = await setUp();
    const words = /^Addresses of harbour\.example sign in through Harbour SSO/;
    const person = { firstName: "Ana", lastName: "Prieto", email: ANA.email, password: TEST_PASSWORD };
    const signedUp = await signUp(
      await createTestFlow({ environment, intent: "sign-up" }),
      testRequest(),
      person,
    );
    expect(signedUp.state.errors.email).toMatch(words);
    const asked = await createTestFlow({ environment });
    const forgot = await requestPasswordReset(asked, testRequest(), { identifier: ANA.email });
    expect(forgot.state.errors.identifier).toMatch(words);
    expect(await users()).toEqual([]);
    expect(await db.outboxMessage.count({ where: { environmentId } })).toBe(0);
  });

  test("the user who came through it gets no mail for a new password, by whatever name they ask", async () => {
    const { environment, environmentId, connection, signIn } = await setUp({ emailDomains: [] });
    expect(isIn(await signIn())).toBe(true);
    for (const identifier of [ANA.email, ANA.sub, `${connection.id}:${ANA.sub}`]) {
      const flow = await createTestFlow({ environment });
      await requestPasswordReset(flow, testRequest(), { identifier });
      const named = await submitIdentifier(await createTestFlow({ environment }), testRequest(), {
        identifier,
      });
      const refused = await verifyPassword(named, testRequest(), { password: TEST_PASSWORD });
      expect(nextStep(refused.state)).toBe("password");
    }
    expect(await db.outboxMessage.count({ where: { environmentId } })).toBe(0);
  });
});

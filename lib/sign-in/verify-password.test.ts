import { hash } from "@node-rs/argon2";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { isOutdatedHash, verifyPassword as isPasswordOf } from "@/lib/core/password-hash";
import { createUserRow } from "@/prisma/factories";
import type { Flow } from "./find-flow";
import { nextStep } from "./next-step";
import { submitIdentifier } from "./submit-identifier";
import { createTestFlow, eventTypes, readTestFlow, TEST_PASSWORD, testRequest } from "./test-flow";
import { verifyPassword } from "./verify-password";

async function flowOf(identifier: string, options: Parameters<typeof createTestFlow>[0] = {}): Promise<Flow> {
  return submitIdentifier(await createTestFlow(options), testRequest(), { identifier });
}

async function flowOfUser(options: { status?: "active" | "suspended"; isVerified?: boolean } = {}) {
  const flow = await createTestFlow();
  const user = await createUserRow({
    environmentId: flow.environment.id,
    password: TEST_PASSWORD,
    ...options,
  });
  return { user, flow: await submitIdentifier(flow, testRequest(), { identifier: user.email ?? "" }) };
}

const right = { password: TEST_PASSWORD };
const wrong = { password: "not the password" };

describe("verifyPassword", () => {
  test("signs in, counts it once, and records it", async () => {
    const { user, flow } = await flowOfUser();
    const after = await verifyPassword(flow, testRequest(), right);
    // The form sent twice.
    await verifyPassword(flow, testRequest(), right);
    expect(nextStep(after.state)).toBe("finished");
    expect(after.userId).toBe(user.id);
    expect(nextStep((await readTestFlow(flow.environment.key, flow.id)).state)).toBe("finished");
    const row = await db.user.findUniqueOrThrow({ where: { id: user.id }, include: { identities: true } });
    expect(row.lastSignInAt).toBeInstanceOf(Date);
    expect(row.identities[0]).toMatchObject({ signInCount: 1, lastSignInAt: expect.any(Date) });
    expect(await eventTypes(flow.environment.id)).toEqual(["authentication.succeeded"]);
  });

  test("finds the same account by phone, username and an address in another case", async () => {
    const flow = await createTestFlow();
    const user = await createUserRow({
      environmentId: flow.environment.id,
      email: "Zoe@Example.com",
      username: "zoe",
      // Of a length that no line has, kept before that was asked.
      phone: "+6421555",
      password: TEST_PASSWORD,
    });
    for (const identifier of ["zoe@example.COM", "ZOE", "+64 21 555"]) {
      const named = await submitIdentifier(flow, testRequest(), { identifier });
      await db.signInFlow.update({ where: { id: flow.id }, data: { step: "password" } });
      expect((await verifyPassword(named, testRequest(), right)).userId).toBe(user.id);
    }
  });

  test("a hash of an older cost is made anew at the next sign-in, and not by a wrong password", async () => {
    const { user, flow } = await flowOfUser();
    const older = await hash(TEST_PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    const stored = () => db.password.findUniqueOrThrow({ where: { userId: user.id } });
    await db.password.update({ where: { userId: user.id }, data: { hash: older } });
    await verifyPassword(flow, testRequest(), wrong);
    expect((await stored()).hash).toBe(older);
    expect(nextStep((await verifyPassword(flow, testRequest(), right)).state)).toBe("finished");
    const after = await stored();
    expect(isOutdatedHash(after.hash)).toBe(false);
    expect(await isPasswordOf(after.hash, TEST_PASSWORD)).toBe(true);
  });

  test("after a reset the refusal shows the way, in the same words for every name", async () => {
    const { user, flow } = await flowOfUser();
    const reset = { newPasswordRequiredAt: new Date() };
    await db.user.update({ where: { id: user.id }, data: reset });
    const other = await createUserRow({ environmentId: flow.environment.id, password: TEST_PASSWORD });
    const said = new Set<string | undefined>();
    for (const identifier of [user.email ?? "", other.email ?? "", "nobody@example.com"]) {
      const named = await submitIdentifier(flow, testRequest(), { identifier });
      expect(nextStep(named.state)).toBe("password");
      said.add((await verifyPassword(named, testRequest(), wrong)).state.errors.password);
    }
    expect([...said]).toEqual([expect.stringContaining("reset, choose “Forgot password?”")]);
  });

  test("200 wrong passwords at once: at most 5 are checked, then not even the right one", async () => {
    const { user, flow } = await flowOfUser();
    await Promise.all(Array.from({ length: 200 }, () => verifyPassword(flow, testRequest(), wrong)));
    const types = await eventTypes(flow.environment.id);
    expect(types.filter((type) => type === "authentication.failed")).toHaveLength(5);
    expect(types.filter((type) => type === "user.locked")).toHaveLength(1);
    const after = await verifyPassword(flow, testRequest(), right);
    expect(nextStep(after.state)).toBe("locked");
    const row = await db.user.findUniqueOrThrow({ where: { id: user.id } });
    expect(row.lastSignInAt).toBeNull();
  }, 60_000);

  test("the lock ends by itself, and a right password clears the count", async () => {
    const { user, flow } = await flowOfUser();
    for (let attempt = 0; attempt < 5; attempt++) await verifyPassword(flow, testRequest(), wrong);
    const past = new Date(Date.now() - 6 * 60_000);
    await db.lockout.updateMany({
      where: { subject: user.id },
      data: { updatedAt: past, lockedUntil: past },
    });
    const after = await verifyPassword(flow, testRequest(), right);
    expect(nextStep(after.state)).toBe("finished");
    expect(await db.lockout.count({ where: { subject: user.id } })).toBe(0);
  });

  test("a stranger's answer is that of an account: same state, same lock", async () => {
    const known = (await flowOfUser()).flow;
    const unknown = await flowOf("nobody@example.com");
    for (let attempt = 1; attempt <= 6; attempt++) {
      const [ofKnown, ofUnknown] = await Promise.all(
        [known, unknown].map((flow) => verifyPassword(flow, testRequest(), wrong)),
      );
      expect(ofUnknown?.state.errors).toEqual(ofKnown?.state.errors);
      expect(nextStep(ofUnknown?.state ?? unknown.state)).toBe(attempt < 5 ? "password" : "locked");
      expect(nextStep(ofKnown?.state ?? known.state)).toBe(attempt < 5 ? "password" : "locked");
    }
  });

  test("without enumeration protection an unknown name is said to be one", async () => {
    const flow = await flowOf("nobody@example.com", { isEnumerationProtected: false });
    expect(nextStep(flow.state)).toBe("sign-in");
    expect(flow.state.errors.identifier).toMatch(/No account/);
  });

  test("a suspended user is told so after the right password only", async () => {
    const { flow } = await flowOfUser({ status: "suspended" });
    const refused = await verifyPassword(flow, testRequest(), wrong);
    expect(nextStep(refused.state)).toBe("password");
    const told = await verifyPassword(flow, testRequest(), right);
    expect(nextStep(told.state)).toBe("suspended");
    expect(await eventTypes(flow.environment.id)).toEqual([
      "authentication.failed",
      "authentication.refused",
    ]);
  });

  test("an unproven address has to prove itself first", async () => {
    const { user, flow } = await flowOfUser({ isVerified: false });
    const after = await verifyPassword(flow, testRequest(), right);
    expect(nextStep(after.state)).toBe("code");
    expect(await db.outboxMessage.count({ where: { recipient: user.email ?? "" } })).toBe(1);
    expect(await eventTypes(flow.environment.id)).toEqual([]);
  });

  test("one address that fails at account after account is stopped, others are not", async () => {
    const { user, flow } = await flowOfUser();
    for (let tried = 0; tried < 100; tried += 4) {
      const named = { ...flow, state: { ...flow.state, identifier: `stranger-${tried}@example.com` } };
      for (let attempt = 0; attempt < 4; attempt++) await verifyPassword(named, testRequest(), wrong);
    }
    const refused = await verifyPassword(flow, testRequest(), right);
    expect(refused.state.errors.form).toMatch(/your network/);
    const elsewhere = await verifyPassword(flow, { ...testRequest(), ip: "198.51.100.7" }, right);
    expect(elsewhere.userId).toBe(user.id);
  });

  test("another environment's account does not count", async () => {
    const { user } = await flowOfUser();
    const elsewhere = await flowOf(user.email ?? "");
    const after = await verifyPassword(elsewhere, testRequest(), right);
    expect(after.state.errors.password).toBeDefined();
  });
});

import { describe, expect, test } from "vitest";
import { decrypt } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { totpOf } from "@/lib/mfa/test-totp";
import { amrOf } from "./amr-of";
import { chooseMfaMethod } from "./choose-mfa-method";
import { getMfaPage } from "./get-mfa-page";
import { keepRecoveryCodes } from "./keep-recovery-codes";
import { nextStep } from "./next-step";
import { skipMfa } from "./skip-mfa";
import { submitIdentifier } from "./submit-identifier";
import {
  createTestFlow,
  eventTypes,
  newestCode,
  readTestFlow,
  TEST_PASSWORD,
  testRequest,
} from "./test-flow";
import { enrolApp, sendMfa, setUpMfa } from "./test-mfa";
import { verifyPassword } from "./verify-password";

const choose = (
  flow: Parameters<typeof chooseMfaMethod>[0],
  method: "email" | "sms" | "recovery_code",
  phone?: string,
) => chooseMfaMethod(flow, testRequest(), { method, phone });

describe("an authenticator app", () => {
  test("is set up at the first sign-in, asked for at the next, and its key is kept encrypted", async () => {
    const { environment, user, enterPassword } = await setUpMfa();
    const flow = await enterPassword();
    expect(nextStep(flow.state)).toBe("mfa");
    const { flow: enrolled, secret } = await enrolApp(flow);
    expect(nextStep(enrolled.state)).toBe("finished");
    expect(amrOf(enrolled.state)).toEqual(["pwd", "otp", "mfa"]);
    const factor = await db.mfaFactor.findFirstOrThrow({ where: { userId: user.id } });
    expect(factor).toMatchObject({ method: "authenticator", organizationId: null });
    expect(factor.secret).not.toContain(secret);

    const again = await enterPassword();
    expect(nextStep(again.state)).toBe("mfa");
    expect((await getMfaPage(again))?.key).toBeNull();
    expect(nextStep((await sendMfa(again, await totpOf(secret, 1))).state)).toBe("finished");
    expect(await eventTypes(environment.id)).toEqual([
      "user.mfa_enrolled",
      "authentication.succeeded",
      "authentication.succeeded",
    ]);
    const events = JSON.stringify(await db.auditEvent.findMany({ where: { environmentId: environment.id } }));
    expect(events).not.toContain(secret);
    expect(events).toContain('"mfa":"authenticator"');
    expect(JSON.stringify(enrolled.state)).not.toContain(secret);
  });

  test("a code is taken once, also when many send it at once, and no older one after it", async () => {
    const { enterPassword } = await setUpMfa();
    const { secret } = await enrolApp(await enterPassword());
    const code = await totpOf(secret, 1);
    const flows = [await enterPassword(), await enterPassword(), await enterPassword()];
    const results = await Promise.all(flows.map((flow) => sendMfa(flow, code)));
    expect(results.filter(({ state }) => nextStep(state) === "finished")).toHaveLength(1);
    const late = await enterPassword();
    for (const used of [code, await totpOf(secret)]) {
      const refused = await sendMfa(late, used);
      expect(refused.state.errors.code).toMatch(/used already/);
    }
  });

  test("200 wrong codes at once: five are compared, and typing the password again buys no more", async () => {
    const { environment, enterPassword } = await setUpMfa();
    const { secret } = await enrolApp(await enterPassword());
    const flow = await enterPassword();
    const right = await totpOf(secret, 1);
    const wrong = Array.from({ length: 200 }, (_, n) =>
      String((Number(right) + 1 + n) % 1_000_000).padStart(6, "0"),
    );
    await Promise.all(wrong.map((code) => sendMfa(flow, code)));
    const failed = (await eventTypes(environment.id)).filter((type) => type === "authentication.failed");
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.length).toBeLessThanOrEqual(5);
    const again = await enterPassword();
    expect(nextStep(again.state)).toBe("mfa");
    const refused = await sendMfa(again, right);
    expect(nextStep(refused.state)).toBe("locked");
    expect((await eventTypes(environment.id)).filter((type) => type === "authentication.failed")).toEqual(
      failed,
    );
  });

  test("whoever has one cannot set up another instead of proving it, not even in a flow that began before", async () => {
    const { user, enterPassword } = await setUpMfa({ methods: ["authenticator", "email"] });
    const old = await enterPassword();
    const chosen = await chooseMfaMethod(old, testRequest(), { method: "email" });
    const code = await newestCode(user.email ?? "");
    await enrolApp(await enterPassword());
    const late = await sendMfa(chosen, code ?? "");
    expect(nextStep(late.state)).toBe("mfa");
    const fresh = await choose(await enterPassword(), "email");
    expect(fresh.state.mfaChoice).toBeUndefined();
    expect(await db.mfaFactor.count({ where: { userId: user.id } })).toBe(1);
  });
});

describe("two who set up at once", () => {
  test("with the same password, by different methods: one is first, the other has to prove that", async () => {
    const { user, enterPassword } = await setUpMfa({ methods: ["authenticator", "email"] });
    const app = await chooseMfaMethod(await enterPassword(), testRequest(), { method: "authenticator" });
    const mail = await choose(await enterPassword(), "email");
    const secret = decrypt(app.state.mfaChoice?.sealedSecret ?? "");
    const code = await newestCode(user.email ?? "");
    const results = await Promise.all([sendMfa(app, await totpOf(secret)), sendMfa(mail, code ?? "")]);
    expect(results.filter(({ state }) => nextStep(state) === "finished")).toHaveLength(1);
    expect(await db.mfaFactor.count({ where: { userId: user.id } })).toBe(1);
  });
});

describe("no way around it", () => {
  test("a new identifier, the password again, or another account's proof opens nothing", async () => {
    const { environment, enterPassword } = await setUpMfa();
    const mine = await enrolApp(await enterPassword());
    expect(nextStep(mine.flow.state)).toBe("finished");
    const victim = await setUpMfa();
    // The victim belongs to the same environment as the attacker's proven flow.
    await db.user.update({ where: { id: victim.user.id }, data: { environmentId: environment.id } });
    await db.identity.updateMany({
      where: { userId: victim.user.id },
      data: { environmentId: environment.id },
    });
    const named = await submitIdentifier(mine.flow, testRequest(), { identifier: victim.user.email ?? "" });
    expect(named.state.mfaProof).toBeUndefined();
    const taken = { ...named, state: { ...named.state, mfaProof: mine.flow.state.mfaProof } };
    const flow = await verifyPassword(taken, testRequest(), { password: TEST_PASSWORD });
    expect(nextStep(flow.state)).toBe("mfa");
    const kept = { ...taken, userId: victim.user.id };
    expect(nextStep((await verifyPassword(kept, testRequest(), { password: TEST_PASSWORD })).state)).toBe(
      "mfa",
    );
    expect(nextStep((await enterPassword(flow)).state)).toBe("mfa");
  });

  test("a required one cannot be skipped, and nothing is proven by keeping codes", async () => {
    const { enterPassword } = await setUpMfa();
    const flow = await enterPassword();
    expect(nextStep((await skipMfa(flow, testRequest())).state)).toBe("mfa");
    expect(nextStep((await keepRecoveryCodes(flow, testRequest(), { wantsMethods: true })).state)).toBe(
      "mfa",
    );
    expect(nextStep((await sendMfa(flow, "000000")).state)).toBe("mfa");
  });

  test("a password that was replaced meanwhile is worth nothing any more at the second factor", async () => {
    const { user, enterPassword } = await setUpMfa();
    const { secret } = await enrolApp(await enterPassword());
    const flow = await enterPassword();
    await db.user.update({ where: { id: user.id }, data: { sessionsEndedAt: new Date(Date.now() + 1000) } });
    const after = await sendMfa(flow, await totpOf(secret, 1));
    expect(nextStep(after.state)).not.toBe("finished");
    expect(after.state.isCompleted).toBeUndefined();
  });
});

describe("an organization of its own", () => {
  test("asks where the environment does not, but not those with exempt roles only", async () => {
    const { environment, user, enterPassword } = await setUpMfa({ requirement: "no" });
    const { organizationId } = environment;
    expect(nextStep((await enterPassword()).state)).toBe("finished");
    await db.organization.update({ where: { id: organizationId }, data: { isMfaEnforced: true } });
    const { flow } = await enrolApp(await enterPassword());
    expect(nextStep(flow.state)).toBe("finished");
    const factor = await db.mfaFactor.findFirstOrThrow({ where: { userId: user.id } });
    expect(factor.organizationId).toBe(organizationId);

    const roles = await Promise.all(
      ["viewer", "boss"].map((key) =>
        db.role.create({ data: { id: crypto.randomUUID(), environmentId: environment.id, key, name: key } }),
      ),
    );
    const [viewer, boss] = roles.map(({ id }) => ({ organizationId, roleId: id }));
    if (!viewer || !boss) throw new Error("two roles were made");
    await db.organizationMfaExemptRole.create({ data: viewer });
    expect(nextStep((await enterPassword()).state)).toBe("mfa");
    await db.membershipRole.create({ data: { ...viewer, userId: user.id } });
    expect(nextStep((await enterPassword()).state)).toBe("finished");
    await db.membershipRole.create({ data: { ...boss, userId: user.id } });
    expect(nextStep((await enterPassword()).state)).toBe("mfa");
  });

  test("the flow of somebody else's browser does not know the key", async () => {
    const { enterPassword } = await setUpMfa();
    const chosen = await chooseMfaMethod(await enterPassword(), testRequest(), { method: "authenticator" });
    const key = (await getMfaPage(chosen))?.key?.secret ?? "";
    expect(key).toMatch(/^[A-Z2-7]{32}$/);
    expect(JSON.stringify(await readTestFlow(chosen.environment.key, chosen.id))).not.toContain(key);
    expect((await getMfaPage(await createTestFlow()))?.key).toBeUndefined();
  });
});

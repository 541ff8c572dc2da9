import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { TestPasskey } from "@/lib/mfa/test-passkey";
import { totpOf } from "@/lib/mfa/test-totp";
import { resetMfa } from "@/lib/users/reset-mfa";
import { contextFor, createUserRow } from "@/prisma/factories";
import { chooseMfaMethod } from "./choose-mfa-method";
import type { Flow } from "./find-flow";
import { getMfaPage } from "./get-mfa-page";
import { keepRecoveryCodes } from "./keep-recovery-codes";
import { leaveMfaMethods } from "./leave-mfa-methods";
import { nextStep } from "./next-step";
import { readRecoveryCodes } from "./read-recovery-codes";
import { removeMfaMethod } from "./remove-mfa-method";
import { renewRecoveryCodes } from "./renew-recovery-codes";
import { submitIdentifier } from "./submit-identifier";
import { eventTypes, newestCode, testRequest } from "./test-flow";
import { enrolApp, sendMfa, setUpMfa } from "./test-mfa";
import { verifyPasskey } from "./verify-passkey";

const choose = (flow: Flow, method: "email" | "manage" | "passkey") =>
  chooseMfaMethod(flow, testRequest(), { method });
const remove = (flow: Flow, factorId: string) => removeMfaMethod(flow, testRequest(), { factorId });
const leave = (flow: Flow) => leaveMfaMethods(flow, testRequest());
const stepOf = ({ state }: Flow) => nextStep(state);
const factorsOf = (userId: string) => db.mfaFactor.findMany({ where: { userId }, orderBy: { id: "asc" } });

/** Somebody with an authenticator app who has proven it and is at work on their methods. */
async function atWork(settings: Parameters<typeof setUpMfa>[0] = {}) {
  const made = await setUpMfa({ methods: ["authenticator", "email"], ...settings });
  const enrolled = await enrolApp(await made.enterPassword());
  const { secret } = enrolled;
  if (settings.isRecoveryEnabled) {
    await keepRecoveryCodes(enrolled.flow, testRequest(), { wantsMethods: false });
  }
  const flow = await sendMfa(await choose(await made.enterPassword(), "manage"), await totpOf(secret, 1));
  const [app] = await factorsOf(made.user.id);
  return { ...made, secret, flow, appId: app?.id ?? "" };
}

/** Adds codes by email in a flow that is at work on methods. */
async function addEmail(flow: Flow, email: string | null) {
  const chosen = await choose(flow, "email");
  return sendMfa(chosen, (await newestCode(email ?? "")) ?? "");
}

describe("one's own methods", () => {
  test("a second one is added after a proof, told by mail, and then either is asked for", async () => {
    const { environment, user, flow, enterPassword } = await atWork();
    expect(stepOf(flow)).toBe("mfa");
    const page = await getMfaPage(flow);
    expect(page?.methods).toMatchObject([{ method: "authenticator" }]);
    expect(page?.step.need).toMatchObject({ kind: "add", methods: ["email"] });
    const added = await addEmail(flow, user.email);
    expect(stepOf(added)).toBe("mfa");
    expect(added.state.mfaProof?.by).toBe("authenticator");
    expect((await getMfaPage(added))?.step.need?.methods).toEqual([]);
    expect(added.state.notice).toBe("Email is set up.");
    const left = await leave(added);
    expect([stepOf(left), left.state.notice]).toEqual(["finished", undefined]);
    expect((await getMfaPage(await enterPassword()))?.step.need?.enrolled).toEqual([
      "authenticator",
      "email",
    ]);
    const events = await db.auditEvent.findMany({
      where: { environmentId: environment.id, type: "user.mfa_enrolled" },
      orderBy: { id: "asc" },
    });
    expect(events.at(-1)).toMatchObject({ actorId: user.id, userId: user.id, after: { method: "email" } });
    const mail = await db.outboxMessage.findFirstOrThrow({
      where: { recipient: user.email ?? "", subject: "Your multi-factor authentication was changed" },
    });
    expect(mail.text).toContain("added to your account: Email");
  });

  test("passkeys are added one after another, and one of two can go", async () => {
    const { user, flow, enterPassword } = await atWork({ methods: ["authenticator", "passkey"] });
    let last = flow;
    for (const passkey of [new TestPasskey(), new TestPasskey()]) {
      const asked = await choose(last, "passkey");
      const answer = passkey.register(asked.state.passkeyOptions ?? "", { counter: 1 });
      last = await verifyPasskey(asked, testRequest(), { answer });
      expect(last.state.notice).toBe("Passkey is set up.");
      // The same answer again adds nothing.
      expect(await verifyPasskey(asked, testRequest(), { answer })).toMatchObject({
        state: { mfaProof: { by: "authenticator" } },
      });
    }
    const [, first, second] = await factorsOf(user.id);
    expect(await factorsOf(user.id)).toHaveLength(3);
    await remove(last, first?.id ?? "");
    expect((await factorsOf(user.id)).map(({ id }) => id)).toContain(second?.id);
    expect(await factorsOf(user.id)).toHaveLength(2);
    expect((await getMfaPage(await enterPassword()))?.step.need?.enrolled).toEqual([
      "authenticator",
      "passkey",
    ]);
  });

  test("a wish before the proof opens nothing, and nothing is changed without a proof", async () => {
    const { user, enterPassword, appId } = await atWork({ isRecoveryEnabled: true });
    const wishing = await choose(await enterPassword(), "manage");
    expect((await getMfaPage(wishing))?.step.need?.kind).toBe("challenge");
    for (const deed of [
      remove(wishing, appId),
      renewRecoveryCodes(wishing, testRequest()),
      leave(wishing),
      keepRecoveryCodes(wishing, testRequest(), { wantsMethods: true }),
    ]) {
      const after = await deed;
      expect([stepOf(after), readRecoveryCodes(after)]).toEqual(["mfa", null]);
      expect((await getMfaPage(after))?.methods).toBeNull();
    }
    expect((await choose(wishing, "email")).state.mfaChoice).toBeUndefined();
    expect(await factorsOf(user.id)).toHaveLength(1);
  });

  test("going back to the first form forgets the proof, for oneself and for another account", async () => {
    const { environment, user, flow, appId } = await atWork();
    const other = await createUserRow({ environmentId: environment.id, password: "kestrel moss window" });
    for (const identifier of [user.email ?? "", other.email ?? ""]) {
      const again = await submitIdentifier(flow, testRequest(), { identifier });
      expect(stepOf(again)).toBe("password");
      expect(stepOf(await leave(again))).toBe("password");
      expect(stepOf(await remove(again, appId))).toBe("password");
    }
    expect(await factorsOf(user.id)).toHaveLength(1);
  });

  test("is over once an admin has reset it meanwhile", async () => {
    const { environment, user, flow, appId } = await atWork();
    const admin = await contextFor({ role: "support", environment });
    await resetMfa(admin, { userId: user.id, factorId: appId, reason: "" });
    expect((await choose(flow, "email")).state.mfaChoice).toBeUndefined();
    expect(stepOf(await leave(flow))).toBe("mfa");
    expect(await getMfaPage(flow)).toBeNull();
  });
});

describe("removing a method", () => {
  test("takes it with an event and a mail; the last one stays where one is required, also in a race", async () => {
    const { environment, user, flow, appId } = await atWork();
    const refused = await remove(flow, appId);
    expect(refused.state.errors.form).toMatch(/this is your last one/);
    const added = await addEmail(refused, user.email);
    const ids = (await factorsOf(user.id)).map(({ id }) => id);
    const results = await Promise.all(ids.map((id) => remove(added, id)));
    expect(results.filter(({ state }) => state.errors.form !== undefined)).toHaveLength(1);
    expect(await factorsOf(user.id)).toHaveLength(1);
    const events = await db.auditEvent.findMany({
      where: { environmentId: environment.id, type: "user.mfa_removed" },
    });
    expect(events).toMatchObject([{ actorId: user.id, userId: user.id, after: { method: null } }]);
    expect(
      await db.outboxMessage.count({
        where: { recipient: user.email ?? "", text: { contains: "removed from your account" } },
      }),
    ).toBe(1);
  });

  test("a method that is allowed no longer does not count as one that is left", async () => {
    const { environment, user, flow, appId } = await atWork();
    const added = await addEmail(flow, user.email);
    await db.environment.update({
      where: { id: environment.id },
      data: { mfaMethods: ["authenticator"] },
    });
    expect((await remove(added, appId)).state.errors.form).toBeDefined();
    expect(await factorsOf(user.id)).toHaveLength(2);
  });

  test("the last one goes where it is only offered, with its recovery codes", async () => {
    const { user, flow, appId } = await atWork({ requirement: "optional", isRecoveryEnabled: true });
    expect(await db.recoveryCode.count({ where: { userId: user.id } })).toBe(10);
    const removed = await remove(flow, appId);
    expect(removed.state.errors).toEqual({});
    expect(await factorsOf(user.id)).toEqual([]);
    expect(await db.recoveryCode.count({ where: { userId: user.id } })).toBe(0);
    // Nothing is left that new codes could stand in for.
    expect(readRecoveryCodes(await renewRecoveryCodes(removed, testRequest()))).toBeNull();
    expect(stepOf(await leave(removed))).toBe("finished");
  });

  test("another's, another scope's and malformed ids are not found", async () => {
    const mine = await atWork();
    const theirs = await atWork();
    for (const id of [theirs.appId, "nonsense", "", "\0"]) {
      expect((await remove(mine.flow, id)).state.errors.form).toMatch(/not there any more/);
    }
    expect(await factorsOf(theirs.user.id)).toHaveLength(1);
  });
});

describe("new recovery codes", () => {
  test("replace the old ones, are shown once, and lead back to the methods", async () => {
    const { environment, user, flow } = await atWork({ isRecoveryEnabled: true });
    const before = await db.recoveryCode.findMany({ where: { userId: user.id } });
    const renewed = await renewRecoveryCodes(flow, testRequest());
    const codes = readRecoveryCodes(renewed) ?? [];
    expect(codes).toHaveLength(10);
    expect((await getMfaPage(renewed))?.codes).toEqual(codes);
    expect(JSON.stringify(renewed.state)).not.toContain(codes[0]);
    // Until they are kept there is nothing else to do.
    expect((await choose(renewed, "email")).state.mfaChoice).toBeUndefined();
    const kept = await keepRecoveryCodes(renewed, testRequest(), { wantsMethods: false });
    expect(stepOf(kept)).toBe("mfa");
    expect((await getMfaPage(kept))?.methods).toHaveLength(1);
    const after = await db.recoveryCode.findMany({ where: { userId: user.id } });
    expect(after.some(({ id }) => before.some((old) => old.id === id))).toBe(false);
    const types = await eventTypes(environment.id);
    expect(types.filter((type) => type === "user.recovery_codes_replaced")).toHaveLength(2);
    const texts = JSON.stringify(await db.outboxMessage.findMany({ where: { recipient: user.email ?? "" } }));
    for (const code of codes) expect(texts).not.toContain(code);
  });

  test("a second method can follow the first at once, from the page of the codes", async () => {
    const { user, enterPassword } = await setUpMfa({
      methods: ["authenticator", "email"],
      isRecoveryEnabled: true,
    });
    const { flow } = await enrolApp(await enterPassword());
    const kept = await keepRecoveryCodes(flow, testRequest(), { wantsMethods: true });
    const added = await addEmail(kept, user.email);
    expect(stepOf(added)).toBe("mfa");
    expect(stepOf(await leave(added))).toBe("finished");
    expect(await factorsOf(user.id)).toHaveLength(2);
  });

  test("a fresh flow of who never asked for it goes straight on", async () => {
    const { enterPassword, secret, appId } = await atWork();
    // As if some minutes had passed since: the codes of now and of the next step are both used.
    await db.mfaFactor.update({ where: { id: appId }, data: { lastUsedStep: null } });
    expect(stepOf(await sendMfa(await enterPassword(), await totpOf(secret)))).toBe("finished");
  });
});

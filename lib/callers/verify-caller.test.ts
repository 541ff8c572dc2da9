import { beforeAll, describe, expect, test } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { spendTotpStep } from "@/lib/mfa/spend-totp-step";
import { totpOf } from "@/lib/mfa/test-totp";
import { findTotpStep } from "@/lib/mfa/totp";
import { findCallerVerified } from "@/lib/support/find-caller-verified";
import { addApp, createDesk, eventsAbout } from "@/lib/support/test-desk";
import { deleteIdentity } from "@/lib/users/delete-identity";
import { createConnectionRow, createEnterpriseUserRow } from "@/prisma/create-connection-row";
import { contextFor, createIdentityRow, createStaff, createTeam } from "@/prisma/factories";
import { getCaller } from "./get-caller";
import { startCallerCheck } from "./start-caller-check";
import { verifyCaller } from "./verify-caller";

beforeAll(async () => {
  await createTeam();
});

type Desk = Awaited<ReturnType<typeof createDesk>>;

/** Sends a code, and reads it where the caller would. */
async function sendCode(desk: Desk, contactId = desk.emailId, ctx: Context = desk.ctx) {
  const { checkId, sentTo, method } = await startCallerCheck(ctx, { userId: desk.user.id, contactId });
  const message = await db.outboxMessage.findFirstOrThrow({
    where: { environmentId: desk.environment.id },
    orderBy: { id: "desc" },
  });
  const code = /\b\d{6}\b/.exec(message.text ?? "")?.[0] ?? "";
  return { checkId, sentTo, method, message, code };
}

const wrong = (code: string) => (code === "000000" ? "000001" : "000000");
const typed = (desk: Desk, checkId: string, code: string, ctx: Context = desk.ctx) =>
  verifyCaller(ctx, { userId: desk.user.id, checkId, code });

describe("startCallerCheck", () => {
  test("mails a code that says what it is for, keeps its hash alone, and records it", async () => {
    const desk = await createDesk();
    const { code, message, sentTo } = await sendCode(desk);
    expect(message).toMatchObject({ recipient: desk.user.email, channel: "mail" });
    expect(message.subject).not.toContain(code);
    expect(message.text).toContain("read this code to the support agent");
    expect(message.text).toContain("Nobody will ask for your password");
    expect(sentTo).toBe(`${desk.user.email?.slice(0, 1)}•••@users.example`);
    const check = await db.callerCheck.findFirstOrThrow({ where: { userId: desk.user.id } });
    expect(check).toMatchObject({ agentId: desk.ctx.actor.id, attemptsLeft: 5, verifiedAt: null });
    const events = await eventsAbout(desk.user.id);
    expect(events).toMatchObject([
      { type: "caller.code_sent", after: { method: "email", contactId: desk.emailId } },
    ]);
    expect(JSON.stringify([events, check])).not.toContain(code);
  });

  test("sends a text to a verified phone, and nothing for an app", async () => {
    const desk = await createDesk();
    const { message, method, code } = await sendCode(desk, desk.phoneId);
    expect(message).toMatchObject({ recipient: desk.user.phone, channel: "sms" });
    expect([method, code]).toEqual(["phone", expect.stringMatching(/^\d{6}$/)]);
    expect(message.text).toContain("Nobody will ask for your password");
    const { id } = await addApp(desk.user, desk.environment.id);
    const asked = await startCallerCheck(desk.ctx, { userId: desk.user.id, contactId: id });
    expect(asked).toMatchObject({ method: "authenticator", sentTo: null });
    expect(await db.outboxMessage.count({ where: { environmentId: desk.environment.id } })).toBe(1);
  });

  test("offers verified contacts only, masked, a number once", async () => {
    const desk = await createDesk();
    const { environment, user, ctx } = desk;
    const value = `${newId()}@users.example`;
    await createIdentityRow({
      ...{ environmentId: environment.id, userId: user.id, type: "email", value, isVerified: false },
    });
    const sms = async (contact: string | null) => {
      const id = newId();
      await db.mfaFactor.create({
        data: { id, environmentId: environment.id, userId: user.id, method: "sms", slot: id, contact },
      });
      return id;
    };
    await sms(user.phone);
    const other = await sms("+64215550199");
    const { contacts } = await getCaller(ctx, user.id);
    expect(contacts).toEqual([
      { id: desk.emailId, method: "email", label: expect.stringContaining("•••@") },
      { id: desk.phoneId, method: "phone", label: expect.stringContaining("•••") },
      { id: other, method: "phone", label: "••• 99" },
    ]);
    expect(JSON.stringify(contacts)).not.toContain(user.email);
  });

  test("mails to the address of an enterprise identity where its connection answers for it, else not", async () => {
    const { environment, ctx } = await createDesk();
    const { id: connectionId } = await createConnectionRow({ environmentId: environment.id });
    const known = { environmentId: environment.id, connectionId };
    const value = `${newId()}@users.example`;
    const proven = await createEnterpriseUserRow({ ...known, subject: newId(), value });
    const numbered = await createEnterpriseUserRow({ ...known, subject: newId() });
    expect((await getCaller(ctx, proven.id)).contacts).toMatchObject([{ method: "email" }]);
    expect((await getCaller(ctx, numbered.id)).contacts).toEqual([]);
    const [contact] = (await getCaller(ctx, proven.id)).contacts;
    await startCallerCheck(ctx, { userId: proven.id, contactId: contact?.id ?? "" });
    expect(await db.outboxMessage.count({ where: { recipient: value } })).toBe(1);
  });

  test("refuses who may do no such deed, a stranger's contact, another environment's user, and oneself", async () => {
    const desk = await createDesk();
    const { ctx, user, emailId, environment } = desk;
    const other = await createDesk();
    const start = (context: Context, userId: string, contactId: string) =>
      startCallerCheck(context, { userId, contactId });
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(start(auditor, user.id, emailId)).rejects.toMatchObject({ code: "forbidden" });
    for (const contactId of [other.emailId, newId(), "x"]) {
      await expect(start(ctx, user.id, contactId)).rejects.toMatchObject({ code: "not_found" });
    }
    for (const id of [other.user.id, newId(), "x"]) {
      await expect(start(ctx, id, other.emailId)).rejects.toMatchObject({ code: "not_found" });
    }
    const team = await createTeam();
    const owner = await createStaff({ role: "owner" });
    const admin = await createStaff({ role: "admin" });
    const context = await contextFor({ role: "admin", environment: team, staff: admin });
    const contactOf = async (userId: string) =>
      (await db.identity.findFirstOrThrow({ where: { userId } })).id;
    await expect(start(context, owner.id, await contactOf(owner.id))).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("Only an owner"),
    });
    await expect(start(context, admin.id, await contactOf(admin.id))).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("This is you"),
    });
    expect(await eventsAbout(user.id)).toEqual([]);
  });

  test("sends five codes in a quarter of an hour, whoever asks, and no more", async () => {
    const desk = await createDesk();
    for (let sent = 0; sent < 5; sent += 1) await sendCode(desk);
    const other = await contextFor({ role: "support", environment: desk.environment });
    await expect(sendCode(desk, desk.emailId, other)).rejects.toMatchObject({ code: "rate_limited" });
    expect(await db.callerCheck.count({ where: { userId: desk.user.id } })).toBe(5);
  });
});

describe("verifyCaller", () => {
  test("takes the right code once, and records how, never the code", async () => {
    const desk = await createDesk();
    const { checkId, code } = await sendCode(desk);
    await expect(typed(desk, checkId, wrong(code))).rejects.toMatchObject({
      code: "validation",
      fields: { code: expect.stringContaining("4 more tries") },
    });
    expect(await findCallerVerified(desk.ctx, desk.user.id)).toBeNull();
    expect(await typed(desk, checkId, code)).toMatchObject({ method: "email", contactId: desk.emailId });
    expect(await findCallerVerified(desk.ctx, desk.user.id)).toMatchObject({ method: "email" });
    await expect(typed(desk, checkId, code)).rejects.toMatchObject({ code: "validation" });
    const events = await eventsAbout(desk.user.id);
    expect(events.map(({ type }) => type)).toEqual([
      "caller.code_sent",
      "caller.verification_failed",
      "caller.verified",
    ]);
    expect(JSON.stringify(events)).not.toContain(code);
  });

  test("50 wrong codes at once are 5 comparisons; then the right one is worth nothing", async () => {
    const desk = await createDesk();
    const { checkId, code } = await sendCode(desk);
    const tries = Array.from({ length: 50 }, () => typed(desk, checkId, wrong(code)).catch((error) => error));
    const answers = await Promise.all(tries);
    expect(answers.every((error) => error.code === "validation")).toBe(true);
    expect(await eventsAbout(desk.user.id, "caller.verification_failed")).toHaveLength(5);
    await expect(typed(desk, checkId, code)).rejects.toMatchObject({
      message: expect.stringContaining("does not work any more"),
    });
    expect(await findCallerVerified(desk.ctx, desk.user.id)).toBeNull();
  });

  test("of two right ones at once one counts", async () => {
    const desk = await createDesk();
    const { checkId, code } = await sendCode(desk);
    const answers = await Promise.allSettled([typed(desk, checkId, code), typed(desk, checkId, code)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await eventsAbout(desk.user.id, "caller.verified")).toHaveLength(1);
  });

  test("refuses an old code, one that a newer replaced, one of another user, agent or environment", async () => {
    const desk = await createDesk();
    const { checkId, code } = await sendCode(desk);
    const other = await createDesk();
    const theirs = await sendCode(other);
    const missing = { code: "not_found" };
    await expect(typed(desk, theirs.checkId, theirs.code)).rejects.toMatchObject(missing);
    const colleague = await contextFor({ role: "support", environment: desk.environment });
    await expect(typed(desk, checkId, code, colleague)).rejects.toMatchObject(missing);
    const abroad = { ...desk.ctx, environment: other.ctx.environment };
    await expect(typed(desk, checkId, code, abroad)).rejects.toMatchObject(missing);
    for (const id of [newId(), "x"]) await expect(typed(desk, id, code)).rejects.toMatchObject(missing);
    const auditor = await contextFor({ role: "auditor", environment: desk.environment });
    await expect(typed(desk, checkId, code, auditor)).rejects.toMatchObject({ code: "forbidden" });
    const newer = await sendCode(desk);
    const spent = { message: expect.stringContaining("does not work any more") };
    await expect(typed(desk, checkId, code)).rejects.toMatchObject(spent);
    await db.callerCheck.update({ where: { id: newer.checkId }, data: { expiresAt: new Date() } });
    await expect(typed(desk, newer.checkId, newer.code)).rejects.toMatchObject(spent);
    expect(await eventsAbout(desk.user.id, "caller.verified")).toEqual([]);
  });

  test("refuses a code whose address the user has lost meanwhile", async () => {
    const desk = await createDesk();
    const { checkId, code } = await sendCode(desk);
    await deleteIdentity(desk.ctx, { userId: desk.user.id, identityId: desk.emailId, confirmation: "" });
    await expect(typed(desk, checkId, code)).rejects.toMatchObject({ code: "not_found" });
    expect(await findCallerVerified(desk.ctx, desk.user.id)).toBeNull();
  });
});

describe("a code of the authenticator app", () => {
  const begin = async (desk: Desk, app: { id: string }) =>
    (await startCallerCheck(desk.ctx, { userId: desk.user.id, contactId: app.id })).checkId;

  test("verifies once: neither a second call nor the sign-in takes it again", async () => {
    const desk = await createDesk();
    const app = await addApp(desk.user, desk.environment.id);
    const code = await totpOf(app.secret);
    expect(await typed(desk, await begin(desk, app), code)).toMatchObject({ method: "authenticator" });
    const step = (await findTotpStep(app.secret, code)) ?? 0;
    expect(await db.$transaction((tx) => spendTotpStep(tx, app.id, step))).toBe(false);
    await expect(typed(desk, await begin(desk, app), code)).rejects.toMatchObject({
      code: "validation",
      message: expect.stringContaining("used already"),
    });
  });

  test("that the sign-in has taken does not verify a caller", async () => {
    const desk = await createDesk();
    const app = await addApp(desk.user, desk.environment.id);
    const code = await totpOf(app.secret);
    const step = (await findTotpStep(app.secret, code)) ?? 0;
    await db.$transaction((tx) => spendTotpStep(tx, app.id, step));
    await expect(typed(desk, await begin(desk, app), code)).rejects.toMatchObject({ code: "validation" });
    expect(await findCallerVerified(desk.ctx, desk.user.id)).toBeNull();
  });

  test("is guessed at most 5 times a check, also at once", async () => {
    const desk = await createDesk();
    const app = await addApp(desk.user, desk.environment.id);
    const checkId = await begin(desk, app);
    const far = await totpOf(app.secret, 500);
    await Promise.all(Array.from({ length: 20 }, () => typed(desk, checkId, far).catch(() => null)));
    expect(await eventsAbout(desk.user.id, "caller.verification_failed")).toHaveLength(5);
    await expect(typed(desk, checkId, await totpOf(app.secret))).rejects.toMatchObject({
      code: "validation",
    });
  });
});

import { describe, expect, it } from "vitest";
import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import {
  contextFor,
  createIdentityRow,
  createTestEnvironment,
  createUserRow,
  userContext,
} from "@/prisma/factories";
import { explainSignIn } from "./explain-sign-in";
import { createAccount, createEnvironment, createPlaces, future, past } from "./test-account-states";
import { TEST_PASSWORD } from "./test-flow";

describe("explainSignIn", () => {
  it("names everything that stands in the way, in order, and what is asked for after that", async () => {
    const environment = await createEnvironment("mfa and policies");
    const { members } = await createPlaces(environment);
    const state = { isLocked: true, status: "suspended", password: "reset", proof: "unverified" } as const;
    const user = await createAccount(environment, state, members.two);
    const ctx = await contextFor({ role: "support", environment });
    const explained = await explainSignIn(ctx, { userId: user.id });
    expect(explained).toMatchObject({ canSignIn: false, isDeleted: false, hasVerifiedEmail: false });
    expect(explained.findings).toEqual([
      "locked",
      "suspended",
      "password-reset-unreachable",
      "mfa-enrol",
      "accept-policies",
      "choose-organization",
    ]);
    expect(new Date(explained.lockedUntil ?? 0).getTime()).toBeGreaterThan(Date.now());
  });

  it("tells who can sign in, and who can once something is asked of them", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "support", environment });
    const user = await createUserRow({ environmentId: environment.id, password: TEST_PASSWORD });
    expect(await explainSignIn(ctx, { userId: user.id })).toMatchObject({ canSignIn: true, findings: [] });
    const unproven = await createUserRow({
      environmentId: environment.id,
      password: TEST_PASSWORD,
      isVerified: false,
    });
    const asked = await explainSignIn(ctx, { userId: unproven.id });
    expect(asked).toMatchObject({ canSignIn: true, findings: ["prove-address"] });
  });

  it("names every unverified address that they may sign in with, unless they choose a new password", async () => {
    const environment = await createTestEnvironment();
    const environmentId = environment.id;
    const ctx = await contextFor({ role: "support", environment });
    const user = await createUserRow({ environmentId, password: TEST_PASSWORD });
    const others = ["kiri@old.example", "kiri@new.example"];
    for (const value of others) {
      const identity = { environmentId, userId: user.id, type: "email", value } as const;
      await createIdentityRow({ ...identity, isVerified: false });
    }
    const explained = await explainSignIn(ctx, { userId: user.id });
    expect(explained).toMatchObject({ canSignIn: true, findings: ["prove-other-address"] });
    expect(explained.unprovenOthers).toEqual(others);
    await db.user.update({ where: { id: user.id }, data: { newPasswordRequiredAt: past() } });
    const reset = await explainSignIn(ctx, { userId: user.id });
    expect(reset).toMatchObject({ findings: ["password-reset"], unprovenOthers: [] });
  });

  it("knows who is deleted, has no identity, or would join the organization that is asked for", async () => {
    const environment = await createTestEnvironment();
    const environmentId = environment.id;
    const ctx = await contextFor({ role: "support", environment });
    const deleted = await createUserRow({ environmentId, status: "deleted" });
    expect(await explainSignIn(ctx, { userId: deleted.id })).toMatchObject({
      isDeleted: true,
      canSignIn: false,
    });
    const nameless = await createUserRow({ environmentId, email: null, password: TEST_PASSWORD });
    expect((await explainSignIn(ctx, { userId: nameless.id })).findings).toEqual(["no-identity"]);
    const { asked } = await createPlaces(environment);
    const user = await createUserRow({ environmentId, password: TEST_PASSWORD });
    const organizationId = asked["asked for one that takes everybody"]?.id;
    const explained = await explainSignIn(ctx, { userId: user.id, organizationId });
    expect(explained).toMatchObject({ canSignIn: true, isJoining: true });
    // Looking joins nobody.
    expect(await db.membership.count({ where: { userId: user.id } })).toBe(1);
  });

  it("shows failed mail and the last failures, the log to those alone who may read it", async () => {
    const environment = await createTestEnvironment();
    const environmentId = environment.id;
    const user = await createUserRow({ environmentId, password: TEST_PASSWORD });
    const recipient = user.email ?? "";
    const message = { environmentId, recipient, subject: "A code", createdAt: new Date() };
    await db.outboxMessage.create({ data: { ...message, id: newId(), status: "sent" } });
    await db.outboxMessage.create({
      data: { ...message, id: newId(), status: "failed", error: "550 unknown" },
    });
    for (const reason of ["first", "second", "third", "Wrong password"]) {
      await db.$transaction((tx) =>
        recordEvent(tx, userContext(environment, user.id), { type: "authentication.failed", reason }),
      );
    }
    const ctx = await contextFor({ role: "support", environment });
    const explained = await explainSignIn(ctx, { userId: user.id });
    expect(explained.failedMessages).toMatchObject([{ recipient, error: "550 unknown" }]);
    expect(explained.failures?.map(({ reason }) => reason)).toEqual(["Wrong password", "third", "second"]);
    const blind = { ...ctx, actor: { ...ctx.actor, permissions: new Set(["users:read"]) } };
    expect((await explainSignIn(blind, { userId: user.id })).failures).toBeNull();
  });

  it("says when wrong codes or second factors have locked the step that is left", async () => {
    const environment = await createEnvironment("mfa");
    const environmentId = environment.id;
    const ctx = await contextFor({ role: "support", environment });
    const user = await createUserRow({ environmentId, password: TEST_PASSWORD });
    await db.mfaFactor.create({
      data: { id: newId(), environmentId, userId: user.id, method: "authenticator", slot: user.id },
    });
    await db.user.update({ where: { id: user.id }, data: { newPasswordRequiredAt: past() } });
    expect((await explainSignIn(ctx, { userId: user.id })).canSignIn).toBe(true);
    for (const subject of [`mfa:${user.id}`, `recovery:${user.id}`]) {
      const lock = { failedAttempts: 5, lockedUntil: future(), updatedAt: new Date() };
      await db.lockout.create({ data: { environmentId, subject, ...lock } });
    }
    expect(await explainSignIn(ctx, { userId: user.id })).toMatchObject({
      canSignIn: false,
      findings: ["password-reset", "codes-locked", "mfa-challenge", "mfa-locked"],
    });
  });

  it("knows that a passkey gets in past a lock, but not past a suspension or a reset", async () => {
    const environment = await createTestEnvironment();
    const environmentId = environment.id;
    const ctx = await contextFor({ role: "support", environment });
    const state = { isLocked: true, status: "active", password: "none", proof: "unverified" } as const;
    const { id: userId } = await createAccount(environment, state, [environment.organizationId]);
    const ask = async () => (await explainSignIn(ctx, { userId })).canUsePasskey;
    await db.mfaFactor.create({
      data: { id: newId(), environmentId, userId, method: "passkey", slot: userId },
    });
    expect(await ask()).toBe(false);
    await db.environment.update({
      where: { id: environmentId },
      data: { mfaRequirement: "optional", mfaMethods: ["passkey"] },
    });
    expect(await ask()).toBe(true);
    await db.user.update({ where: { id: userId }, data: { newPasswordRequiredAt: past() } });
    expect(await ask()).toBe(false);
    await db.user.update({
      where: { id: userId },
      data: { newPasswordRequiredAt: null, status: "suspended" },
    });
    expect(await ask()).toBe(false);
  });

  it("refuses who may not, and finds nothing of another environment", async () => {
    const environment = await createTestEnvironment();
    const user = await createUserRow({ environmentId: environment.id });
    const nobody = userContext(environment, user.id);
    await expect(explainSignIn(nobody, { userId: user.id })).rejects.toMatchObject({ code: "forbidden" });
    const elsewhere = await createTestEnvironment();
    const other = await contextFor({ role: "support", environment: elsewhere });
    await expect(explainSignIn(other, { userId: user.id })).rejects.toMatchObject({ code: "not_found" });
    const ctx = await contextFor({ role: "support", environment });
    for (const organizationId of [elsewhere.organizationId, "'; drop"]) {
      const explained = explainSignIn(ctx, { userId: user.id, organizationId });
      await expect(explained).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(explainSignIn(ctx, { userId: "no id" })).rejects.toMatchObject({ code: "not_found" });
  });
});

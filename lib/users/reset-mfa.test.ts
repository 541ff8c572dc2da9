import { describe, expect, test } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import type { MfaMethod } from "@/lib/mfa/schema";
import { createConnectionRow, createEnterpriseUserRow } from "@/prisma/create-connection-row";
import {
  contextFor,
  createStaff,
  createTeam,
  createTestEnvironment,
  createUserRow,
} from "@/prisma/factories";
import { getUserMfa } from "./get-user-mfa";
import { resetMfa as reset } from "./reset-mfa";

const reason = "Lost phone, caller verified";

type Input = { userId: string; factorId: string | null; reason?: string };
const resetMfa = (ctx: Context, { reason = "", ...input }: Input) => reset(ctx, { ...input, reason });

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const user = await createUserRow({ environmentId: environment.id });
  const addFactor = async (method: MfaMethod, organizationId: string | null = null) => {
    const id = newId();
    await db.mfaFactor.create({
      data: {
        id,
        environmentId: environment.id,
        userId: user.id,
        organizationId,
        method,
        slot: id,
        secret: "sealed",
      },
    });
    return id;
  };
  await db.recoveryCode.create({ data: { id: newId(), userId: user.id, codeHash: "of a code" } });
  return { environment, ctx, user, addFactor };
}

const eventsOf = (userId: string) =>
  db.auditEvent.findMany({ where: { userId, type: "user.mfa_reset" }, orderBy: { id: "asc" } });

describe("resetMfa", () => {
  test("takes one factor after another, and with the last the recovery codes; says so in the log and by mail", async () => {
    const { environment, ctx, user, addFactor } = await setUp();
    const { organizationId } = environment;
    await db.organization.update({ where: { id: organizationId }, data: { isMfaEnforced: true } });
    const app = await addFactor("authenticator");
    const sms = await addFactor("sms", organizationId);
    const before = await getUserMfa(ctx, user.id);
    expect(before.recoveryCodes).toBe(1);
    expect(before.sections.map((section) => [section.organizationId, section.factors[0]?.id])).toEqual([
      [null, app],
      [organizationId, sms],
    ]);

    await resetMfa(ctx, { userId: user.id, factorId: sms, reason });
    expect(await getUserMfa(ctx, user.id)).toMatchObject({ recoveryCodes: 1 });
    await db.recoveryCode.updateMany({ where: { userId: user.id }, data: { usedAt: new Date() } });
    expect(await getUserMfa(ctx, user.id)).toMatchObject({ recoveryCodes: 0 });
    await resetMfa(ctx, { userId: user.id, factorId: app });
    const after = await getUserMfa(ctx, user.id);
    // Who has had none, or has none since the reset, is not said to have used them up.
    expect(after.recoveryCodes).toBeNull();
    expect(after.sections).toMatchObject([{ organizationId, requirement: "yes", factors: [] }]);

    const events = await eventsOf(user.id);
    expect(events).toMatchObject([
      { organizationId, reason, before: { method: "sms" }, after: { method: null } },
      { organizationId: null, reason: null, before: { method: "authenticator" } },
    ]);
    expect(JSON.stringify(events)).not.toContain("sealed");
    const mails = await db.outboxMessage.findMany({ where: { recipient: user.email ?? "" } });
    expect(mails.map(({ subject }) => subject)).toEqual(
      Array(2).fill("Your multi-factor authentication was reset"),
    );
  });

  test("tells who signs in through a connection as well, and nobody to change a password that they do not have", async () => {
    const { environment, ctx, user, addFactor } = await setUp();
    const environmentId = environment.id;
    const connection = await createConnectionRow({ environmentId });
    const value = `${newId()}@harbour.example`;
    const ana = await createEnterpriseUserRow({
      environmentId,
      connectionId: connection.id,
      subject: "1",
      value,
    });
    const withPassword = await createUserRow({ environmentId, password: "kestrel moss window" });
    const advice = "change your password";
    const resetOf = async (userId: string) => {
      const factorId = await addFactor("authenticator");
      await db.mfaFactor.update({ where: { id: factorId }, data: { userId } });
      await resetMfa(ctx, { userId, factorId });
    };
    for (const [{ id }, email, isAdvised] of [
      [ana, value, false],
      [user, user.email ?? "", false],
      [withPassword, withPassword.email ?? "", true],
    ] as const) {
      await resetOf(id);
      const mail = await db.outboxMessage.findFirstOrThrow({ where: { recipient: email } });
      expect(mail.text?.includes(advice), email).toBe(isAdvised);
      expect(mail.text).toMatch(/tell your administrator at once\./);
    }
    // An address that the provider has not proven may be anybody's.
    await db.identity.update({ where: { id: ana.identityId }, data: { verifiedAt: null } });
    await resetOf(ana.id);
    expect(await db.outboxMessage.count({ where: { recipient: value } })).toBe(1);
  });

  test("has a user asked again who declined", async () => {
    const { ctx, user } = await setUp();
    await db.user.update({ where: { id: user.id }, data: { mfaOptedOutAt: new Date() } });
    await resetMfa(ctx, { userId: user.id, factorId: null });
    expect((await db.user.findUniqueOrThrow({ where: { id: user.id } })).mfaOptedOutAt).toBeNull();
    expect(await eventsOf(user.id)).toMatchObject([
      { before: { isOptedOut: true }, after: { isOptedOut: false } },
    ]);
    await expect(resetMfa(ctx, { userId: user.id, factorId: null })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("refuses who may not, and nobody resets their own", async () => {
    const { environment, user, addFactor } = await setUp();
    const factorId = await addFactor("authenticator");
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(resetMfa(auditor, { userId: user.id, factorId })).rejects.toMatchObject({
      code: "forbidden",
    });
    const team = await createTeam();
    const staff = await createStaff({ role: "owner" });
    const owner = await contextFor({ role: "owner", environment: team, staff });
    await expect(resetMfa(owner, { userId: staff.id, factorId })).rejects.toMatchObject({
      code: "forbidden",
    });
    const admin = await contextFor({ role: "admin", environment: team });
    await expect(resetMfa(admin, { userId: staff.id, factorId })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("owner"),
    });
    expect(await db.mfaFactor.count({ where: { id: factorId } })).toBe(1);
  });

  test("refuses a deleted user", async () => {
    const { ctx, user, addFactor } = await setUp();
    const factorId = await addFactor("authenticator");
    await db.user.update({ where: { id: user.id }, data: { status: "deleted", deletedAt: new Date() } });
    await expect(resetMfa(ctx, { userId: user.id, factorId })).rejects.toMatchObject({ code: "conflict" });
  });

  test("of two at once one wins; another's factor, user and malformed ids are not found", async () => {
    const { ctx, user, addFactor } = await setUp();
    const other = await setUp();
    const factorId = await addFactor("authenticator");
    const foreign = await other.addFactor("authenticator");
    for (const input of [
      { userId: user.id, factorId: foreign },
      { userId: other.user.id, factorId: foreign },
      { userId: user.id, factorId: "nonsense" },
      { userId: "nonsense", factorId },
    ]) {
      await expect(resetMfa(ctx, input)).rejects.toMatchObject({ code: "not_found" });
    }
    const results = await Promise.allSettled([1, 2].map(() => resetMfa(ctx, { userId: user.id, factorId })));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await eventsOf(user.id)).toHaveLength(1);
    expect(await db.mfaFactor.count({ where: { id: foreign } })).toBe(1);
  });
});

import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { getUser } from "./get-user";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "auditor", environment });
  const user = await createUserRow({ environmentId: environment.id, username: "kiri", password: "x" });
  return { ctx, user };
}

describe("getUser", () => {
  test("gives the profile with identities and organizations, and no secret", async () => {
    const { ctx, user } = await setUp();
    const profile = await getUser(ctx, user.id);
    expect(profile).toMatchObject({
      id: user.id,
      email: user.email,
      identities: [
        { type: "email", value: user.email, isPrimary: true, signInCount: 0, lastSignInAt: null },
        { type: "username", value: "kiri" },
      ],
      organizations: [{ name: "Default" }],
      organizationCount: 1,
    });
    expect(JSON.stringify(profile)).not.toContain("argon2");
  });

  test("says until when wrong passwords lock the account, while they do", async () => {
    const { ctx, user } = await setUp();
    const environmentId = ctx.environment.id;
    const lockedUntil = new Date(Date.now() + 60_000);
    expect((await getUser(ctx, user.id)).lockedUntil).toBeNull();
    await db.lockout.create({ data: { environmentId, subject: user.id, lockedUntil } });
    expect((await getUser(ctx, user.id)).lockedUntil).toEqual(lockedUntil);
    await db.lockout.updateMany({
      where: { environmentId },
      data: { lockedUntil: new Date(Date.now() - 1000) },
    });
    expect((await getUser(ctx, user.id)).lockedUntil).toBeNull();
  });

  test("refuses who may not see users", async () => {
    const { ctx, user } = await setUp();
    const nobody = { ...ctx, actor: { ...ctx.actor, permissions: new Set<string>() } };
    await expect(getUser(nobody, user.id)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("does not find another environment's user, an unknown or a malformed id", async () => {
    const [{ ctx }, { user }] = [await setUp(), await setUp()];
    for (const id of [user.id, newId(), "nonsense", "'; drop", ""]) {
      await expect(getUser(ctx, id)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

import { describe, expect, test } from "vitest";
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

import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { createTestEnvironment, createUserRow } from "@/prisma/factories";
import { PostgresAdapter } from "./adapter";

async function storedToken() {
  const environment = await createTestEnvironment();
  const user = await createUserRow({ environmentId: environment.id });
  const tokens = new PostgresAdapter(environment.id, "RefreshToken");
  const grants = new PostgresAdapter(environment.id, "Grant");
  await grants.upsert("grant-1", { accountId: user.id, clientId: "app" }, 60);
  await tokens.upsert("token-1", { accountId: user.id, grantId: "grant-1", jti: "token-1" }, 60);
  return { environment, user, tokens, grants };
}

describe("PostgresAdapter", () => {
  it("gives back what it was given, under an id that it does not keep", async () => {
    const { environment, user, tokens } = await storedToken();
    expect(await tokens.find("token-1")).toEqual({ accountId: user.id, grantId: "grant-1", jti: "token-1" });
    const rows = await db.oidcArtifact.findMany({
      where: { environmentId: environment.id, model: "RefreshToken" },
    });
    expect(JSON.stringify(rows)).not.toContain("token-1");
    expect(
      await new PostgresAdapter((await createTestEnvironment()).id, "RefreshToken").find("token-1"),
    ).toBeUndefined();
  });

  it("lets one of 50 redemptions at once win, and the others end the grant", async () => {
    const { tokens, grants } = await storedToken();
    const attempts = await Promise.allSettled(Array.from({ length: 50 }, () => tokens.consume("token-1")));
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await tokens.find("token-1")).toBeUndefined();
    expect(await grants.find("grant-1")).toBeUndefined();
  });

  it("finds nothing under a key that PostgreSQL cannot hold", async () => {
    const { environment } = await storedToken();
    for (const model of ["Interaction", "Grant", "RefreshToken", "Client"]) {
      expect(await new PostgresAdapter(environment.id, model).find("a\0b"), model).toBeUndefined();
    }
    expect(await new PostgresAdapter(environment.id, "Session").findByUid("\0")).toBeUndefined();
  });

  it("marks what was redeemed", async () => {
    const { tokens } = await storedToken();
    await tokens.consume("token-1");
    expect(await tokens.find("token-1")).toMatchObject({ consumed: expect.any(Number) });
  });

  it("finds nothing that has expired", async () => {
    const { environment } = await storedToken();
    const sessions = new PostgresAdapter(environment.id, "Session");
    await sessions.upsert("session-1", { uid: "uid-1" }, 60);
    expect(await sessions.findByUid("uid-1")).toMatchObject({ uid: "uid-1" });
    await db.oidcArtifact.updateMany({
      where: { uid: "uid-1" },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect(await sessions.findByUid("uid-1")).toBeUndefined();
  });

  it("does not bring a session back that was ended while a request held it", async () => {
    const { environment, user } = await storedToken();
    const sessions = new PostgresAdapter(environment.id, "Session");
    const payload = { uid: "uid-2", accountId: user.id, loginMs: Date.now() - 5000 };
    await sessions.upsert("session-2", payload, 60);
    expect(await sessions.find("session-2")).toBeDefined();
    await db.user.update({ where: { id: user.id }, data: { sessionsEndedAt: new Date() } });
    await db.oidcArtifact.deleteMany({ where: { userId: user.id } });
    await sessions.upsert("session-2", payload, 60);
    expect(await sessions.find("session-2")).toBeUndefined();
  });
});

import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createIdentityRow, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { makeIdentityPrimary } from "./make-identity-primary";

async function setUp(status: "active" | "deleted" = "active") {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const ctx = await contextFor({ role: "support", environment });
  const user = await createUserRow({ environmentId, status, phone: "+64215550123" });
  const first = await db.identity.findFirstOrThrow({ where: { userId: user.id, type: "email" } });
  const others = await Promise.all(
    ["second", "third"].map((name) =>
      createIdentityRow({
        ...{ environmentId, userId: user.id, isLive: status !== "deleted" },
        ...{ type: "email", value: `${name}-${user.id}@example.com` },
      }),
    ),
  );
  const input = (identityId: string) => ({ userId: user.id, identityId });
  const primaries = () =>
    db.identity.findMany({ where: { userId: user.id, isPrimary: true }, select: { id: true } });
  return { environment, ctx, user, first, others, input, primaries };
}

const eventsOf = (userId: string) =>
  db.auditEvent.findMany({ where: { userId }, select: { type: true, before: true, after: true } });

describe("makeIdentityPrimary", () => {
  test("changes the primary one of its type and the user's email, and records it", async () => {
    const { ctx, user, first, others, input, primaries } = await setUp();
    const [second] = others;
    if (!second) throw new Error("two were made");
    await makeIdentityPrimary(ctx, input(second.id));
    expect(await primaries()).toEqual([{ id: second.id }]);
    expect((await db.user.findUniqueOrThrow({ where: { id: user.id } })).email).toBe(second.value);
    expect(await eventsOf(user.id)).toEqual([
      {
        type: "identity.made_primary",
        before: { type: "email", primaryId: first.id },
        after: { type: "email", primaryId: second.id },
      },
    ]);
    const phone = await db.identity.findFirstOrThrow({ where: { userId: user.id, type: "phone" } });
    await makeIdentityPrimary(ctx, input(phone.id));
    expect(await primaries()).toHaveLength(2);
  });

  test("refuses who may not, what is primary already, and a deleted user", async () => {
    const { environment, ctx, user, first, others, input } = await setUp();
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(makeIdentityPrimary(auditor, input(others[0]?.id ?? ""))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(makeIdentityPrimary(ctx, input(first.id))).rejects.toMatchObject({ code: "conflict" });
    expect(await eventsOf(user.id)).toEqual([]);
    const gone = await setUp("deleted");
    await expect(makeIdentityPrimary(gone.ctx, gone.input(gone.others[0]?.id ?? ""))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("does not find another user's identity, or another environment's, or nonsense", async () => {
    const [here, there] = [await setUp(), await setUp()];
    const stranger = there.others[0]?.id ?? "";
    for (const wrong of [here.input(stranger), there.input(stranger), here.input("x")]) {
      await expect(makeIdentityPrimary(here.ctx, wrong)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("of two made primary at once exactly one is", async () => {
    const { ctx, others, input, primaries } = await setUp();
    await Promise.all(others.map(({ id }) => makeIdentityPrimary(ctx, input(id))));
    expect(await primaries()).toHaveLength(1);
  });
});

import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { parseListParams } from "@/lib/core/list-params";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { exportUsers } from "./export-users";
import { USER_LIST } from "./list-spec";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  const read = async (query: string) => {
    const params = parseListParams(new URLSearchParams(query), USER_LIST);
    return new Response(await exportUsers(ctx, params)).text();
  };
  return { environment, ctx, read };
}

describe("exportUsers", () => {
  test("writes the filter, order and columns shown, harmless for a spreadsheet, and records it", async () => {
    const { environment, ctx, read } = await setUp();
    const row = { environmentId: environment.id, lastName: "", status: "suspended" as const };
    const bad = await createUserRow({ ...row, firstName: "=1+1", email: "bad@example.com" });
    const ana = await createUserRow({ ...row, firstName: 'Ana "A", Q', email: "ana@example.com" });
    await createUserRow({ environmentId: environment.id, firstName: "Active" });
    const lockedUntil = new Date(Date.now() + 60_000);
    await db.lockout.create({ data: { environmentId: environment.id, subject: bad.id, lockedUntil } });

    expect(await read("status=suspended&sort=email&columns=email,status")).toBe(
      [
        "ID,First name,Last name,Email,Status,Locked until",
        `${ana.id},"Ana ""A"", Q",,ana@example.com,suspended,`,
        `${bad.id},'=1+1,,bad@example.com,suspended,${lockedUntil.toISOString()}`,
        "",
      ].join("\r\n"),
    );
    const [event] = await db.auditEvent.findMany({ where: { environmentId: environment.id } });
    expect(event).toMatchObject({
      type: "user.exported",
      actorId: ctx.actor.id,
      after: { status: ["suspended"], columns: ["name", "email", "status"] },
    });
  });

  test("writes each user once over many batches, in both directions", async () => {
    const { environment, read } = await setUp();
    // 2,500 rows of one name, a third without a last sign-in: batches end within runs of equal values.
    await db.$executeRaw`
      INSERT INTO app_user (id, environment_id, first_name, last_sign_in_at)
      SELECT gen_random_uuid(), ${environment.id}::uuid, 'Same',
        CASE WHEN n % 3 > 0 THEN to_timestamp(n % 5) END
      FROM generate_series(1, 2500) n`;
    for (const query of ["sort=name", "sort=-lastSignIn", "sort=lastSignIn&q=same"]) {
      const ids = (await read(query))
        .trimEnd()
        .split("\r\n")
        .slice(1)
        .map((line) => line.slice(0, 36));
      expect(ids).toHaveLength(2500);
      expect(new Set(ids).size).toBe(2500);
    }
  });

  test("refuses who may not, and records nothing", async () => {
    const { environment } = await setUp();
    const support = await contextFor({ role: "support", environment });
    await expect(exportUsers(support, parseListParams({}, USER_LIST))).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await db.auditEvent.count({ where: { environmentId: environment.id } })).toBe(0);
  });
});

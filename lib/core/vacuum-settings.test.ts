import { expect, test } from "vitest";
import { db } from "./db";

test("the tables that each sign-in writes are vacuumed after a hundredth of their rows", async () => {
  const rows = await db.$queryRaw<{ name: string; options: string[] | null }[]>`
    SELECT relname::text AS name, reloptions AS options FROM pg_class
    WHERE oid IN ('app_user'::regclass, 'identity'::regclass, 'membership'::regclass, 'oidc_artifact'::regclass)`;
  expect(rows).toHaveLength(4);
  for (const { name, options } of rows) {
    expect(options, name).toContain("autovacuum_vacuum_scale_factor=0.01");
  }
});

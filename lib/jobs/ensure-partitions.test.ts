import { expect, test } from "vitest";
import { pool } from "@/lib/core/db";
import { ensurePartitions } from "./ensure-partitions";

test("makes the partitions of this month and three more, once", async () => {
  const name = `event_${new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 3, 1))
    .toISOString()
    .slice(0, 7)
    .replace("-", "_")}`;
  await pool().query(
    `ALTER TABLE audit_event DETACH PARTITION audit.${name}; ALTER TABLE audit.${name} RENAME TO detached`,
  );

  const made = await Promise.all([ensurePartitions(), ensurePartitions()]);

  expect(made.sort()).toEqual([0, 1]);
  const { rows } = await pool().query(
    "SELECT count(*)::int AS n FROM pg_inherits WHERE inhrelid = to_regclass($1) AND inhparent = 'audit_event'::regclass",
    [`audit.${name}`],
  );
  expect(rows).toEqual([{ n: 1 }]);
  expect(await ensurePartitions()).toBe(0);
});

import { parseArgs } from "node:util";
import { db, pool } from "@/lib/core/db";
import { hashPassword } from "@/lib/core/password-hash";
import { createStaff } from "@/prisma/factories";
import { makeUpOrganizationName } from "@/prisma/name-lists";
import { SeededRandom } from "@/prisma/seeded-random";
import { loadInBulk } from "./bulk-load";
import { type Cell, copyRows } from "./copy-rows";
import { EVENT_COLUMNS, eventRows } from "./event-rows";
import { type Scale, YEAR } from "./made-up-users";
import {
  grantRows,
  IDENTITY_COLUMNS,
  identityRows,
  membershipRows,
  passwordRows,
  USER_COLUMNS,
  userRows,
} from "./user-rows";

export const BENCH_ENVIRONMENT = "bench";

const TABLES = [
  "app_user",
  "identity",
  "password",
  "membership",
  "membership_role",
  "membership_permission",
  "audit_event",
];
const ROLES = ["member", "editor", "billing", "manager", "developer", "org-admin"];
const PERMISSIONS = [
  "read:posts",
  "write:posts",
  "read:invoices",
  "pay:invoices",
  "invite:members",
  "export:data",
];

/** Fills the environment `bench` by COPY, in one transaction, unless it is there. Gives its id. */
export async function generate(
  size: { users: number; events: number; organizations: number },
  say: (line: string) => void = console.log,
): Promise<string> {
  const existing = await db.environment.findUnique({ where: { key: BENCH_ENVIRONMENT } });
  if (existing) {
    say(`The environment "${BENCH_ENVIRONMENT}" is there already: reused as it is.`);
    return existing.id;
  }
  const begin = performance.now();
  const random = new SeededRandom(4);
  const now = Date.now();
  const ids = (length: number) => Array.from({ length }, () => random.idAt(now - 3 * YEAR));
  const scale: Scale = { ...size, environmentId: random.idAt(now), now };
  const [organizationIds, roleIds, permissionIds, applicationIds, flagIds] = [
    ids(size.organizations),
    ids(200),
    ids(500),
    ids(5),
    ids(50),
  ];
  const staff = [await createStaff({ role: "admin" }), await createStaff({ role: "support" })];
  const passwordHash = await hashPassword(`bench-${now}`);

  const client = await pool().connect();
  const copy = async (table: string, columns: string[], rows: Iterable<Cell[]>) => {
    const start = performance.now();
    const count = await copyRows(client, table, columns, rows);
    say(
      `  ${table}: ${count.toLocaleString("en")} rows in ${((performance.now() - start) / 1000).toFixed(1)} s`,
    );
  };
  const named = (list: string[], keys: string[], noun: string) =>
    list.map((id, index) => {
      const key = keys[index] ?? `${noun}-${index + 1}`;
      return [id, scale.environmentId, key, key];
    });
  try {
    await client.query("BEGIN");
    await client.query("SELECT audit.ensure_partitions(to_timestamp($1), now() + interval '3 months')", [
      (now - YEAR) / 1000 - 1,
    ]);
    await copy("environment", ["id, key, name"], [[scale.environmentId, BENCH_ENVIRONMENT, "Bench"]]);
    await copy("organization", ["id, environment_id, code, name, is_default"], organizationRows());
    // A deferred check still open on these tables would forbid changing the foreign keys that lead to them.
    await client.query("SET CONSTRAINTS ALL IMMEDIATE");
    await copy("role", ["id, environment_id, key, name"], named(roleIds, ROLES, "role"));
    await copy(
      "permission",
      ["id, environment_id, key, name"],
      named(permissionIds, PERMISSIONS, "permission"),
    );
    await copy("role_permission", ["role_id, permission_id"], rolePermissionRows());
    await copy("application", ["id, environment_id, name, kind, client_id"], applicationRows());
    await copy(
      "feature_flag",
      ["id, environment_id, key, name, type, allow_override_level, default_value"],
      named(flagIds, [], "flag").map((flag) => [...flag, "bool", "usr", "false"]),
    );
    await copy("organization_feature_flag", ["organization_id, flag_id, type, value"], overrideRows());
    const load = async () => {
      await copy("app_user", USER_COLUMNS, userRows(scale));
      await copy("identity", IDENTITY_COLUMNS, identityRows(scale));
      await copy("password", ["user_id, hash, changed_at"], passwordRows(scale, passwordHash));
      const member = "organization_id, user_id";
      await copy("membership", [member, "created_at"], membershipRows(scale, organizationIds));
      const roles = grantRows(scale, organizationIds, roleIds, 5);
      await copy("membership_role", [member, "role_id, created_at"], roles);
      const permissions = grantRows(scale, organizationIds, permissionIds, 40);
      await copy("membership_permission", [member, "permission_id, created_at"], permissions);
      const staffIds = staff.map(({ id }) => id);
      await copy("audit_event", EVENT_COLUMNS, eventRows(scale, applicationIds, staffIds));
    };
    await loadInBulk(client, TABLES, load, say);
    await client.query("COMMIT");
    const vacuumBegin = performance.now();
    await client.query(`VACUUM (ANALYZE) ${TABLES.join(", ")}`);
    say(`  vacuum and analyze: ${((performance.now() - vacuumBegin) / 1000).toFixed(1)} s`);
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
  say(`Made in ${((performance.now() - begin) / 1000).toFixed(0)} s.`);
  return scale.environmentId;

  function* organizationRows(): Generator<Cell[]> {
    for (const [index, id] of organizationIds.entries()) {
      const code = `org_${id.replaceAll("-", "").slice(-11)}`;
      yield [id, scale.environmentId, code, makeUpOrganizationName(index), index === 0 ? "t" : "f"];
    }
  }

  // Ten to a role, so that some permissions come through several roles.
  function* rolePermissionRows(): Generator<Cell[]> {
    for (const [role, roleId] of roleIds.entries()) {
      for (let number = 0; number < 10; number += 1) {
        yield [roleId, permissionIds[(role * 7 + number) % permissionIds.length] ?? null];
      }
    }
  }

  // Some for each, and not the same ones.
  function* overrideRows(): Generator<Cell[]> {
    for (const [index, id] of organizationIds.entries()) {
      for (const flagId of flagIds.slice(index % 40, (index % 40) + 5)) yield [id, flagId, "bool", "true"];
    }
  }

  function* applicationRows(): Generator<Cell[]> {
    for (const [index, id] of applicationIds.entries()) {
      yield [id, scale.environmentId, `Application ${index + 1}`, "web", id.replaceAll("-", "")];
    }
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      users: { type: "string", default: "1000000" },
      events: { type: "string", default: "5000000" },
      organizations: { type: "string", default: "5000" },
    },
  });
  await generate({
    users: Number(values.users),
    events: Number(values.events),
    organizations: Number(values.organizations),
  });
  await pool().end();
}

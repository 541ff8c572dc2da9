import { db } from "@/lib/core/db";
import { createIdentityRow, giveRole, type TestEnvironment } from "@/prisma/factories";
import { createTargets, type Targets } from "./action-targets";
import { untilBulkJobsDone } from "./until-bulk-jobs-done";

/** The word that stands in every name and address of another environment's records, and nowhere else. */
export const FOREIGN_WORD = "Zzforeign";

/** The records of another environment, each with a name that gives it away wherever it is shown. */
export async function createForeignRecords(environment: TestEnvironment): Promise<Targets> {
  const targets = await createTargets(environment);
  const environmentId = environment.id;
  const where = { where: { environmentId } };
  const name = FOREIGN_WORD;
  await giveRole({
    userId: targets.userId,
    organizationId: targets.organizationId,
    roleId: targets.roleId,
  });
  await db.user.updateMany({ ...where, data: { firstName: name, lastName: name } });
  await db.organization.updateMany({ ...where, data: { name } });
  await db.role.updateMany({ ...where, data: { name, description: name } });
  await db.permission.updateMany({ ...where, data: { name, description: name } });
  await db.featureFlag.updateMany({ ...where, data: { name, description: name } });
  await db.application.updateMany({ ...where, data: { name } });
  await db.subscriber.updateMany({ ...where, data: { firstName: name, lastName: name } });
  await db.connection.updateMany({ ...where, data: { name } });
  await db.savedView.updateMany({ where: { id: targets.savedViewId }, data: { name } });
  const value = `${name}-${environment.key}@users.example`.toLowerCase();
  await createIdentityRow({ environmentId, userId: targets.userId, type: "email", value });
  return targets;
}

type Rows = { name: string; state: string };

/** The state of every row, in every table, in which one of these ids stands. */
export async function snapshotRowsOf(ids: string[]): Promise<Record<string, string>> {
  await untilBulkJobsDone();
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`;
  const parts = tables.map(
    ({ name }) => `
      SELECT '${name}' AS name, string_agg(t::text, E'\\n' ORDER BY t::text) AS state
      FROM "${name}" t WHERE t::text ~ $1`,
  );
  const rows = await db.$queryRawUnsafe<Rows[]>(parts.join(" UNION ALL "), ids.join("|"));
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
}

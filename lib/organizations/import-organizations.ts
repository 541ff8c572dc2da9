import "server-only";
import type { z } from "zod";
import { type NewEvent, recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { newId, newOrganizationCode } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { orExternalIdConflict } from "./external-id-conflict";
import { lockDefaultOrganization } from "./lock-organization";
import { type ImportRow, readImport } from "./read-import";
import type { importOrganizationsInput } from "./schema";

export type ImportResult = { created: number; updated: number; unchanged: number };

type Existing = { id: string; name: string; externalId: string | null };

const TIMEOUT = 60_000;

/**
 * Adds the organizations of a CSV file and renames those whose external ID is there already: all of the file, or nothing.
 * A line without an id is found by its name among the organizations that have no external ID, so that the same file can be
 * imported twice.
 */
export async function importOrganizations(
  ctx: Context,
  input: z.output<typeof importOrganizationsInput>,
): Promise<ImportResult> {
  assertCan(ctx, "organizations:write");
  const rows = readImport(input.csv);
  return orExternalIdConflict(
    inTransaction(
      ctx,
      async (tx) => {
        // Two imports at once take turns, so the second finds what the first has added.
        await lockDefaultOrganization(tx, ctx);
        const existing = await findExisting(tx, ctx, rows);
        const added = rows.filter((row) => !existing.has(keyOf(row)));
        const renamed = rows.flatMap((row) => {
          const match = existing.get(keyOf(row));
          return match && match.name !== row.name ? [{ ...match, newName: row.name }] : [];
        });
        const created = added.map(({ name, externalId }) => ({
          id: newId(),
          environmentId: ctx.environment.id,
          code: newOrganizationCode(),
          name,
          externalId,
        }));
        await tx.organization.createMany({ data: created });
        await tx.$executeRaw`
          UPDATE organization o SET name = renamed.name
          FROM unnest(${renamed.map(({ id }) => id)}::uuid[], ${renamed.map(({ newName }) => newName)}::text[])
            AS renamed (id, name)
          WHERE o.id = renamed.id AND o.environment_id = ${ctx.environment.id}::uuid`;
        const result = {
          created: created.length,
          updated: renamed.length,
          unchanged: rows.length - created.length - renamed.length,
        };
        await recordEvents(tx, ctx, [
          { type: "organization.imported", after: result },
          ...created.map(({ id, name, externalId, code }) =>
            eventOf("organization.created", id, { after: { name, externalId, code } }),
          ),
          ...renamed.map(({ id, name, newName }) =>
            eventOf("organization.updated", id, { before: { name }, after: { name: newName } }),
          ),
        ]);
        return result;
      },
      { timeout: TIMEOUT },
    ),
  );
}

async function findExisting(
  tx: Tx,
  ctx: Context,
  rows: readonly ImportRow[],
): Promise<Map<string, Existing>> {
  const ids = rows.flatMap(({ externalId }) => externalId ?? []);
  const names = rows.filter(({ externalId }) => externalId === null).map(({ name }) => name);
  const found = await tx.$queryRaw<Existing[]>`
    SELECT id, name, external_id AS "externalId" FROM organization
    WHERE environment_id = ${ctx.environment.id}::uuid AND (external_id = ANY (${ids}::text[])
      OR (external_id IS NULL AND name = ANY (${names}::text[])))`;
  return new Map(found.map((organization) => [keyOf(organization), organization]));
}

function keyOf({ name, externalId }: Pick<ImportRow, "name" | "externalId">): string {
  return externalId === null ? `name ${name}` : `id ${externalId}`;
}

function eventOf(
  type: "organization.created" | "organization.updated",
  id: string,
  facts: Pick<NewEvent, "before" | "after">,
): NewEvent {
  return { type, target: { type: "organization", id }, organizationId: id, ...facts };
}

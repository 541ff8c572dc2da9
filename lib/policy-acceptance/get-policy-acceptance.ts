import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import type { PolicyKind } from "./schema";

const SHOWN_VERSIONS = 20;

export type PolicyVersionRow = {
  id: string;
  kind: PolicyKind;
  version: number;
  url: string;
  publishedAt: string;
  publishedBy: string | null;
  isCurrent: boolean;
};

export type PolicyAcceptanceSettings = {
  isShown: boolean;
  current: Record<PolicyKind, PolicyVersionRow | null>;
  /** The newest ones of both policies. */
  versions: PolicyVersionRow[];
};

type Row = Omit<PolicyVersionRow, "publishedAt"> & { publishedAt: Date };

/** The policies that people are asked to accept, and what was published before. */
export async function getPolicyAcceptance(ctx: Context): Promise<PolicyAcceptanceSettings> {
  assertCan(ctx, "settings:read");
  const { id } = ctx.environment;
  const [environment, rows] = await Promise.all([
    db.environment.findUnique({ where: { id }, select: { isPolicyAcceptanceShown: true } }),
    db.$queryRaw<Row[]>`
      SELECT v.id, v.kind::text AS kind, v.version, v.url, v.published_at AS "publishedAt",
        NULLIF(btrim(u.first_name || ' ' || u.last_name), '') AS "publishedBy",
        v.id IN (e.terms_version_id, e.privacy_version_id) IS TRUE AS "isCurrent"
      FROM environment e JOIN policy_version v ON v.environment_id = e.id
      LEFT JOIN app_user u ON u.id = v.published_by_id
      WHERE e.id = ${id}::uuid ORDER BY "isCurrent" DESC, v.id DESC LIMIT ${SHOWN_VERSIONS}`,
  ]);
  if (!environment) throw notFoundError("environment");
  const versions = rows.map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() }));
  const currentOf = (kind: PolicyKind) =>
    versions.find((version) => version.isCurrent && version.kind === kind) ?? null;
  return {
    isShown: environment.isPolicyAcceptanceShown,
    current: { terms: currentOf("terms"), privacy: currentOf("privacy") },
    versions: versions.toSorted((a, b) => (a.id < b.id ? 1 : -1)),
  };
}

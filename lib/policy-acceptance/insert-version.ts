import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import type { PolicyKind } from "./schema";

/** Makes a new version of a policy the current one; the caller holds the environment's policies (`lockPolicies`). */
export async function insertVersion(tx: Tx, ctx: Context, kind: PolicyKind, url: string): Promise<void> {
  const environmentId = ctx.environment.id;
  const newest = await tx.policyVersion.aggregate({
    where: { environmentId, kind },
    _max: { version: true },
  });
  const id = newId();
  const version = (newest._max.version ?? 0) + 1;
  const publishedById = ctx.actor.type === "admin" ? ctx.actor.id : null;
  await tx.policyVersion.create({
    data: { id, environmentId, kind, version, url, publishedById },
    select: { id: true },
  });
  await setCurrentVersion(tx, environmentId, kind, id);
  await recordEvent(tx, ctx, {
    type: "policy.published",
    target: { type: "policy_version", id },
    after: { policy: kind, version, url },
  });
}

/** Points the environment to the version that holds from now on; null: the policy is asked for no more. */
export async function setCurrentVersion(
  tx: Tx,
  environmentId: string,
  kind: PolicyKind,
  id: string | null,
): Promise<void> {
  const data = kind === "terms" ? { termsVersionId: id } : { privacyVersionId: id };
  await tx.environment.update({ where: { id: environmentId }, data, select: { id: true } });
}

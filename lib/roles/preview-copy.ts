import "server-only";
import { createHash } from "node:crypto";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { type CopyPlan, compareDefinitions } from "./compare-definitions";
import { readDefinitions } from "./read-definitions";
import { requireCopyTarget } from "./require-copy-target";

/** What copying this environment's roles and permissions to another would add there, and what it would change. */
export async function previewCopy(ctx: Context, targetKey: string) {
  assertCan(ctx, "roles:write");
  const target = await requireCopyTarget(ctx, targetKey);
  const plan = compareDefinitions(
    await readDefinitions(db, ctx.environment.id),
    await readDefinitions(db, target.id),
  );
  const named = ({ key, name }: { key: string; name: string }) => ({ key, name });
  const changed = (noun: "permissions" | "roles") =>
    plan[noun].changed.map(({ found, changes }) => ({ ...named(found), changes }));
  return {
    target: { key: target.key, name: target.name },
    addedPermissions: plan.permissions.added.map(named),
    addedRoles: plan.roles.added.map(named),
    changedPermissions: changed("permissions"),
    changedRoles: changed("roles"),
    same: plan.permissions.same + plan.roles.same,
    seen: fingerprint(plan),
  };
}

export type CopyPreview = Awaited<ReturnType<typeof previewCopy>>;

/** A text that is another one once anything that a copy would do is. */
export function fingerprint({ permissions, roles }: CopyPlan): string {
  const deeds = [permissions, roles].map(({ added, changed }) => ({ added, changed }));
  return createHash("sha256").update(JSON.stringify(deeds)).digest("base64url");
}

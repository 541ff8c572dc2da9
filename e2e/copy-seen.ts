import { db } from "@/lib/core/db";
import { compareDefinitions } from "@/lib/roles/compare-definitions";
import { fingerprint } from "@/lib/roles/preview-copy";
import { readDefinitions } from "@/lib/roles/read-definitions";
import { COPY_TARGET } from "./action-targets";

/** What the dialog that copies roles has shown, in the environment of this role. */
export async function copySeen(roleId: string): Promise<string> {
  const { environmentId } = await db.role.findUniqueOrThrow({ where: { id: roleId } });
  const target = await db.environment.findUniqueOrThrow({ where: { key: COPY_TARGET } });
  return fingerprint(
    compareDefinitions(await readDefinitions(db, environmentId), await readDefinitions(db, target.id)),
  );
}

import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";

/**
 * Keeps the organizations that a code or an address of this domain may lead to from being suspended, deleted or changed
 * until the transaction ends. The default one can be neither suspended nor deleted, so nobody waits for that.
 */
export async function holdJoinable(
  tx: Tx,
  environment: EnvironmentRef,
  { code, domain }: { code?: string; domain?: string },
): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM organization
    WHERE environment_id = ${environment.id}::uuid AND NOT is_default
      AND (code = ${code ?? ""} OR allowed_domains @> ARRAY[${domain ?? ""}::text])
    ORDER BY id FOR SHARE`;
}

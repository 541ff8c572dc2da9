import "server-only";
import { decrypt, encrypt, encryptionKeyId } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { Prisma } from "@/prisma/generated/client";

const BATCH = 200;

/** Every column that holds what `encrypt` made and that outlives the day: a new one adds its line. */
const SEALED = [
  { table: "signing_key", column: "private_jwk" },
  { table: "mfa_factor", column: "secret" },
  { table: "connection", column: "client_secret" },
] as const;

type Row = { id: string; sealed: string };

/**
 * Encrypts anew, under the present secret, all that was encrypted under an earlier one, so that the earlier can be forgotten.
 * May run beside the application and be stopped at any time: a value is replaced only if it is still the one that was read.
 * Throws when one was encrypted under a secret that is not configured.
 */
export async function reencryptSecrets(): Promise<Record<string, number>> {
  const done: Record<string, number> = {};
  const isCurrent = `${encryptionKeyId()}.%`;
  for (const { table, column } of SEALED) {
    const [name, field] = [Prisma.raw(table), Prisma.raw(column)];
    done[table] = 0;
    let rows: Row[];
    do {
      rows = await db.$queryRaw<Row[]>`
        SELECT id::text AS id, ${field} AS sealed FROM ${name}
        WHERE ${field} IS NOT NULL AND ${field} NOT LIKE ${isCurrent} LIMIT ${BATCH}`;
      for (const { id, sealed } of rows) {
        const count = await db.$executeRaw`
          UPDATE ${name} SET ${field} = ${encrypt(decrypt(sealed))}
          WHERE id::text = ${id} AND ${field} = ${sealed}`;
        done[table] += count;
      }
    } while (rows.length > 0);
  }
  return done;
}

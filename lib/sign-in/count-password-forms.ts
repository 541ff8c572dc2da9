import "server-only";
import { db } from "@/lib/core/db";
import { DES_FORM, HASH_FORM } from "@/lib/core/hash-form";

/** Counts how many passwords of each environment are kept in which form, for `findStandIn`; gives the number of forms. */
export async function countPasswordForms(): Promise<number> {
  return db.$executeRaw`
    WITH counted AS (
      SELECT u.environment_id, coalesce(substring(p.hash FROM ${HASH_FORM}), ${DES_FORM}) AS form, count(*)::int AS count
      FROM password p JOIN app_user u ON u.id = p.user_id AND u.status <> 'deleted'
      GROUP BY 1, 2
    ), gone AS (
      DELETE FROM password_form f
      WHERE NOT EXISTS (
        SELECT FROM counted c WHERE c.environment_id = f.environment_id AND c.form = f.form)
    )
    INSERT INTO password_form (environment_id, form, count) SELECT environment_id, form, count FROM counted
    ON CONFLICT (environment_id, form) DO UPDATE SET count = excluded.count`;
}

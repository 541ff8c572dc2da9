import "server-only";
import type { Tx } from "./db";

/** Every job and what it is told: ids only, never personal data. lib/jobs does the work. */
export type Jobs = {
  send_mail: { messageId: string };
  send_sms: { messageId: string };
  ensure_partitions: Record<string, never>;
  sweep_expired: Record<string, never>;
  erase_deleted_users: Record<string, never>;
  sweep_unconfirmed: Record<string, never>;
  count_password_forms: Record<string, never>;
  expire_approvals: Record<string, never>;
  run_bulk_job: { jobId: string };
};

/** Adds a job in the caller's transaction: it is done if that commits, and never if not. Jobs of one `queue` take turns. */
export async function addJob<Name extends keyof Jobs>(
  tx: Tx,
  name: Name,
  payload: Jobs[Name],
  options: { maxAttempts?: number; queue?: string } = {},
): Promise<void> {
  const { maxAttempts = 12, queue = null } = options;
  const json = JSON.stringify(payload);
  await tx.$executeRaw`SELECT graphile_worker.add_job(
    ${name}, ${json}::json, queue_name => ${queue}::text, max_attempts => ${maxAttempts}::int)`;
}

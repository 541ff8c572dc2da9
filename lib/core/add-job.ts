import "server-only";
import type { Tx } from "./db";

/** Every job and what it is told: ids only, never personal data. lib/jobs does the work. */
export type Jobs = {
  send_mail: { messageId: string };
  ensure_partitions: Record<string, never>;
  sweep_expired: Record<string, never>;
};

/** Adds a job in the caller's transaction: it is done if that commits, and never if not. */
export async function addJob<Name extends keyof Jobs>(
  tx: Tx,
  name: Name,
  payload: Jobs[Name],
  options: { maxAttempts?: number } = {},
): Promise<void> {
  const { maxAttempts = 12 } = options;
  const json = JSON.stringify(payload);
  await tx.$executeRaw`SELECT graphile_worker.add_job(${name}, ${json}::json, max_attempts => ${maxAttempts}::int)`;
}

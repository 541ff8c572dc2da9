import "server-only";
import { type Job, Logger } from "graphile-worker";
import { logger } from "@/lib/core/logger";

/** The job queue's own log lines in ours; those about failed jobs are left to `logFailedJob`. */
export const jobLogger = new Logger(() => (level, message, meta) => {
  if (meta?.failure) return;
  if (level === "error") logger.error(message);
  else if (level === "warning") logger.warn(message);
  else logger.debug(message);
});

/** Logs a failed job by ids and kind of error only: its message may name people, and stands in the queue's table. */
export function logFailedJob({ job, error }: { job: Job; error: unknown }): void {
  const kind = error instanceof Error ? error.name : "unknown";
  const errorCode = error instanceof Error && "code" in error ? String(error.code) : undefined;
  const { id: jobId, task_identifier: task, attempts: attempt, max_attempts: of } = job;
  logger.warn({ jobId, task, attempt, of, kind, errorCode }, "job failed");
}

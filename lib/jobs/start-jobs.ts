import "server-only";
import { EventEmitter } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { type Runner, run, type WorkerEvents } from "graphile-worker";
import { env } from "@/lib/core/env";
import { logger } from "@/lib/core/logger";
import { ensurePartitions } from "./ensure-partitions";
import { jobLogger, logFailedJob } from "./job-logger";
import { releaseAbandonedJobs, WORKER_LOCK_CLASS } from "./release-abandoned-jobs";
import { CRONTAB, taskList } from "./task-list";

const CONCURRENCY = 3;
const RESTART_MS = 2_000;
const RELEASE_EVERY_MS = 30_000;

export type JobsHandle = { stop: () => Promise<void> };

/**
 * Starts this process's worker: any number of processes may, on one database. It goes on by itself after the database
 * was away. `stop` lets the jobs in hand finish.
 */
export async function startJobs(): Promise<JobsHandle> {
  const stopping = new AbortController();
  // A write needs its month's partition; the daily job may be long overdue after a pause.
  await ensurePartitions().catch((error) => logger.error({ err: error }, "partitions could not be made"));
  let runner = await startRunner();
  const done = keepRunning();
  const release = setInterval(releaseQuietly, RELEASE_EVERY_MS);
  await releaseQuietly();
  logger.info("jobs started");
  return {
    stop: async () => {
      if (stopping.signal.aborted) return done;
      stopping.abort();
      clearInterval(release);
      await runner?.stop().catch((error) => logger.warn({ err: error }, "jobs did not stop cleanly"));
      await done;
      logger.info("jobs stopped");
    },
  };

  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      await runner?.promise.catch((error) => logger.error({ err: error }, "the worker ended"));
      if (stopping.signal.aborted) return;
      await delay(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (!stopping.signal.aborted) runner = await startRunner();
    }
  }
}

/** A runner on a pool of its own, so that jobs and requests never wait for each other's connections. */
async function startRunner(): Promise<Runner | undefined> {
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:listen:success", ({ client, workerPool }) => {
    // Says to the others that this worker lives, as long as its listening connection does; first LISTEN goes out.
    client.once("drain", () => {
      client
        .query("SELECT pg_advisory_lock_shared($1, hashtext($2))", [WORKER_LOCK_CLASS, workerPool.id])
        .catch((error) => logger.warn({ err: error }, "the worker's lock could not be taken"));
    });
  });
  events.on("job:error", logFailedJob);
  const options = {
    connectionString: env().DATABASE_URL,
    maxPoolSize: CONCURRENCY + 2,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    logger: jobLogger,
    taskList,
    crontab: CRONTAB,
    events,
  };
  return run(options).catch((error) => {
    logger.error({ err: error }, "the worker could not start");
    return undefined;
  });
}

async function releaseQuietly(): Promise<void> {
  try {
    const workers = await releaseAbandonedJobs();
    if (workers > 0) logger.warn({ workers }, "jobs of dead workers given back");
  } catch (error) {
    logger.warn({ err: error }, "abandoned jobs could not be looked for");
  }
}

import "server-only";
import { env } from "@/lib/core/env";
import { logger } from "@/lib/core/logger";
import { startJobs } from "./start-jobs";

// Development loads this module again for each change.
const kept = globalThis as typeof globalThis & { gatehouseJobs?: Promise<unknown> };

/** Makes the server's process a worker as well, once; SIGTERM and SIGINT let its jobs finish. */
export async function startInProcess(): Promise<void> {
  kept.gatehouseJobs ??= start();
  await kept.gatehouseJobs;
}

async function start(): Promise<void> {
  const { BASE_URL, NODE_ENV } = env();
  logger.info({ pid: process.pid, baseUrl: BASE_URL, mode: NODE_ENV, node: process.version }, "starting");
  const jobs = await startJobs();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void jobs.stop());
}

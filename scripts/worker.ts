import { pool } from "@/lib/core/db";
import { startJobs } from "@/lib/jobs/start-jobs";

// A worker alone, without a server: npm run worker.
const ended = new Promise<void>((resolve) => {
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, () => resolve());
});
const jobs = await startJobs();
await ended;
await jobs.stop();
await pool().end();

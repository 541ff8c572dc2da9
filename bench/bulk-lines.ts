import { setTimeout as delay } from "node:timers/promises";
import { startBulkJob } from "@/lib/bulk/start-bulk-job";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { fetchPage } from "./http-client";
import { percentile } from "./measure";
import type { Results } from "./results";

const WANTED = 100_000;
const FLOOR_SECONDS = 120;
const LIST_FLOOR_MS = 100;

/** A deed to 100,000 users by the server's own worker, and the list of users while it runs. */
export async function bulkLines(
  results: Results,
  ctx: Context,
  { origin, cookie }: { origin: string; cookie: string },
): Promise<void> {
  if (!results.isWanted("bulk")) return;
  const list = `${origin}/${ctx.environment.key}/users`;
  const created = await dayOfMany(ctx.environment.id);
  for (const kind of ["suspend", "restore"] as const) {
    const status = kind === "suspend" ? "active" : "suspended";
    const query = new URLSearchParams({ status, created: `..${created}` }).toString();
    const deed = kind === "suspend" ? { kind, reason: "Measured" } : { kind };
    const { jobId } = await startBulkJob(ctx, { deed, selection: { query } });
    const times: number[] = [];
    let job = await jobOf(jobId);
    while (job.finishedAt === null) {
      const begin = performance.now();
      await fetchPage(list, { cookie });
      times.push(performance.now() - begin);
      // A reader who turns pages without rest, not a second load test.
      await delay(100);
      job = await jobOf(jobId);
    }
    const seconds = (job.finishedAt.getTime() - job.createdAt.getTime()) / 1000;
    const scaled = (seconds * WANTED) / job.changed;
    const shown = `${seconds.toFixed(0)} s for ${job.changed.toLocaleString("en")}`;
    results.value(`bulk ${kind}, for 100,000 users`, shown, `${FLOOR_SECONDS} s`, scaled <= FLOOR_SECONDS);
    times.sort((a, b) => a - b);
    const [middle, worst] = [percentile(times, 0.5), percentile(times, 0.95)];
    results.value(
      `list of users during a bulk ${kind}, p50 / p95`,
      `${middle.toFixed(0)} / ${worst.toFixed(0)} ms`,
      `p95 ${LIST_FLOOR_MS} ms`,
      worst <= LIST_FLOOR_MS,
    );
  }
}

function jobOf(id: string) {
  return db.bulkJob.findUniqueOrThrow({
    where: { id },
    select: { changed: true, createdAt: true, finishedAt: true },
  });
}

/** The first day by whose end at least so many active users were there. */
async function dayOfMany(environmentId: string): Promise<string> {
  const [row] = await db.$queryRaw<{ created_at: Date }[]>`
    SELECT created_at FROM app_user WHERE environment_id = ${environmentId}::uuid AND status = 'active'
    ORDER BY id OFFSET ${WANTED} LIMIT 1`;
  return (row?.created_at ?? new Date()).toISOString().slice(0, 10);
}

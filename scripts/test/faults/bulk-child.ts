import pg from "pg";
import { runBulkJob } from "@/lib/bulk/run-bulk-job";

// A worker that does a bulk action and is killed, as by `kill -9`, before its nth statement.
export type BulkOrder = { jobId: string; killBefore: number };

const order: BulkOrder = JSON.parse(process.argv[2] ?? "{}");
let statements = 0;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  statements += 1;
  if (statements === order.killBefore) process.kill(process.pid, "SIGKILL");
  return Reflect.apply(query, this, args);
};

await runBulkJob(order.jobId);
process.exit();

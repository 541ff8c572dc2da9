export type Timing = { p50: number; p95: number; perSecond: number };

/** Runs `work` so many times, so many at once, after a warm-up, and says how long each took (ms). */
export async function measure(
  work: (index: number) => Promise<unknown>,
  { count = 200, concurrency }: { count?: number; concurrency: number },
): Promise<Timing> {
  for (let index = 0; index < Math.min(20, count); index += 1) await work(index);
  const durations: number[] = [];
  let next = 0;
  const begin = performance.now();
  const lane = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      const start = performance.now();
      await work(index);
      durations.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - begin) / 1000;
  durations.sort((a, b) => a - b);
  return { p50: percentile(durations, 0.5), p95: percentile(durations, 0.95), perSecond: count / seconds };
}

/** How often `work` gets done in a second when so many run at once, for about so many seconds. */
export async function throughput(
  work: (index: number) => Promise<unknown>,
  { seconds, concurrency }: { seconds: number; concurrency: number },
): Promise<number> {
  await work(0);
  let done = 0;
  const begin = performance.now();
  const lane = async () => {
    while (performance.now() - begin < seconds * 1000) {
      done += 1;
      await work(done);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return done / ((performance.now() - begin) / 1000);
}

export function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

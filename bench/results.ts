import { measure, type Timing } from "./measure";

export type LatencyLine = {
  name: string;
  kind: "query" | "response";
  one: Timing;
  eight: Timing;
  floor: number;
};
export type ValueLine = { name: string; value: string; floor: string; isMet: boolean | null };

const FLOORS = { query: 20, response: 100 };

/** Collects the lines of a run and prints each as it comes, with its floor and whether it is met. */
export class Results {
  readonly latencies: LatencyLine[] = [];
  readonly values: ValueLine[] = [];

  constructor(private readonly only: RegExp | null) {}

  isWanted(name: string): boolean {
    return this.only?.test(name) ?? true;
  }

  /** Measures at concurrency 1 and 8; the floor is on the 95th percentile at 1. */
  async latency(
    kind: LatencyLine["kind"],
    name: string,
    work: (index: number) => Promise<unknown>,
    floor = FLOORS[kind],
  ): Promise<void> {
    if (!this.isWanted(name)) return;
    const one = await measure(work, { concurrency: 1 });
    const eight = await measure(work, { concurrency: 8 });
    this.latencies.push({ name, kind, one, eight, floor });
    const numbers = [one.p50, one.p95, eight.p50, eight.p95].map((ms) => ms.toFixed(1).padStart(8)).join("");
    console.log(
      `${verdict(one.p95 <= floor)}  ${kind.padEnd(9)}${name.padEnd(44)}${numbers}   floor ${floor} ms`,
    );
  }

  value(name: string, value: string, floor = "", isMet: boolean | null = null): void {
    this.values.push({ name, value, floor, isMet });
    console.log(`${verdict(isMet)}  ${name.padEnd(53)}${value.padStart(24)}   ${floor && `floor ${floor}`}`);
  }

  get misses(): string[] {
    return [
      ...this.latencies
        .filter(({ one, floor }) => one.p95 > floor)
        .map(({ kind, name }) => `${name} (${kind})`),
      ...this.values.filter(({ isMet }) => isMet === false).map(({ name }) => name),
    ];
  }
}

export function verdict(isMet: boolean | null): string {
  return isMet === null ? "    " : isMet ? "ok  " : "MISS";
}

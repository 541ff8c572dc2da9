/** Lets so many pieces of work run at once as `count` says at the time; the others wait their turn, first come first served. */
export class Lanes {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly count: () => number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      this.admit();
    });
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.admit();
    }
  }

  // One always runs, so that there is always an end at which the next are admitted.
  private admit(): void {
    while (this.running < Math.max(1, this.count())) {
      const next = this.waiting.shift();
      if (!next) return;
      this.running += 1;
      next();
    }
  }
}

/** A small random generator (Mulberry32) that gives the same numbers for the same seed. */
export class SeededRandom {
  constructor(private state: number) {}

  /** A number from 0 up to but not including 1. */
  next(): number {
    return this.bits() / 2 ** 32;
  }

  /** 32 random bits as an unsigned integer. */
  bits(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** An integer from 0 up to but not including `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** As `below`, but small numbers come far more often: a few organizations are large, most are small. */
  skewedBelow(end: number): number {
    return Math.floor(this.next() ** 3 * end);
  }

  isChance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }

  /** A UUIDv7 of this moment. */
  idAt(time: number): string {
    const moment = time.toString(16).padStart(12, "0");
    const [a, b, c] = [this.hex(), this.hex(), this.hex()];
    const variant = "89ab"[this.state & 3];
    return `${moment.slice(0, 8)}-${moment.slice(8)}-7${a.slice(0, 3)}-${variant}${a.slice(3, 6)}-${b}${c.slice(0, 4)}`;
  }

  private hex(): string {
    return this.bits().toString(16).padStart(8, "0");
  }
}

import { AppError } from "@/lib/core/errors";

type Values = Record<string, boolean | string | readonly string[]>;

const isSame = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value: unknown) => (Array.isArray(value) ? [...value].sort() : value);

/** Which settings a save changes; refuses when they are not any more what its form showed. */
export function changedMfaSettings<T extends Values>(now: T, seen: T, wanted: T): (keyof T)[] {
  const changed = Object.keys(now).filter((key) => !isSame(now[key], wanted[key]));
  if (changed.length > 0 && Object.keys(now).some((key) => !isSame(now[key], seen[key]))) {
    throw new AppError(
      "conflict",
      "Someone else changed these settings while you had them open. Nothing was saved. Reload to go on.",
    );
  }
  return changed;
}

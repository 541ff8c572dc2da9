import type { TargetResult } from "./change-targets";

/** What became of one user of a selection; `refusal` is null where the deed was done. */
export type UserResult = { userId: string; refusal: string | null };

/** The results of a deed over a selection, as the browser gets them. */
export function toUserResults(results: readonly TargetResult[]): UserResult[] {
  return results.map(({ userId, error }) => ({ userId, refusal: error?.message ?? null }));
}

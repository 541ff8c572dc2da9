import type { SeenFact } from "@/lib/core/assert-unchanged";
import { AppError } from "@/lib/core/errors";

type Keyed = { name: string; description: string; key: string };

/** What a permission, a role and a feature flag have in common, as it stands and as a form showed it. */
export function keyedFacts(now: Keyed, seen: Keyed): SeenFact[] {
  return (["name", "description", "key"] as const).map((field) => ({
    label: `the ${field}`,
    now: now[field],
    seen: seen[field],
  }));
}

/** Another admin saved while this form was open: nothing is overwritten unseen. */
export function staleConflict(noun: "role" | "permission" | "feature flag"): AppError {
  return new AppError(
    "conflict",
    `Someone else changed this ${noun} while you were editing it. Close this, reload, and look at the ${noun} again.`,
  );
}

import { AppError } from "@/lib/core/errors";

/** Another admin saved while this form was open: nothing is overwritten unseen. */
export function staleConflict(noun: "role" | "permission"): AppError {
  return new AppError(
    "conflict",
    `Someone else changed this ${noun} while you were editing it. Close this, reload, and look at the ${noun} again.`,
  );
}

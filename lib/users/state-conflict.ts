import { AppError } from "@/lib/core/errors";
import type { UserStatus } from "@/prisma/generated/client";

/** The user was not in the state a deed needs: either from the start, or because somebody was a moment quicker. */
export function stateConflict(seen: UserStatus, needed: readonly UserStatus[]): AppError {
  if (needed.includes(seen)) {
    return new AppError("conflict", "Someone else just did this. Reload to see how the user stands now.");
  }
  return new AppError("conflict", `This user is ${seen === "active" ? "not suspended" : `already ${seen}`}.`);
}

import "server-only";
import { AppError } from "@/lib/core/errors";
import { Prisma } from "@/prisma/generated/client";

/** Says on the field `key` that a role, permission or flag of this environment has the key already. */
export async function orKeyConflict<T>(
  noun: "role" | "permission" | "feature flag",
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new AppError("validation", "Some fields need your attention.", {
        key: `Another ${noun} of this environment has this key already.`,
      });
    }
    throw error;
  }
}

import { AppError } from "@/lib/core/errors";

/** What a dialog's address names, or null: one that is gone closes its dialog and is no error. */
export async function findOrNull<T>(id: unknown, get: (id: string) => Promise<T>): Promise<T | null> {
  if (typeof id !== "string") return null;
  try {
    return await get(id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

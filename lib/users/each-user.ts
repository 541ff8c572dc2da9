import { AppError } from "@/lib/core/errors";

/** What became of one user of a selection; `refusal` is null where the deed was done. */
export type UserResult = { userId: string; refusal: string | null };

/** Does a deed to each user in its own transaction, and keeps what each was refused for. */
export async function eachUser(
  userIds: readonly string[],
  deed: (userId: string) => Promise<void>,
): Promise<UserResult[]> {
  const results: UserResult[] = [];
  for (const userId of new Set(userIds)) {
    try {
      await deed(userId);
      results.push({ userId, refusal: null });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      results.push({ userId, refusal: error.message });
    }
  }
  return results;
}

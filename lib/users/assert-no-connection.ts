import "server-only";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";

/** Refuses what a user who signs in through a connection cannot have besides; `why` ends the sentence that names it. */
export async function assertNoConnection(tx: Tx, userId: string, why: string): Promise<void> {
  const found = await tx.identity.findFirst({
    where: { userId, type: "enterprise" },
    select: { connection: { select: { name: true } } },
  });
  if (!found) return;
  throw new AppError(
    "conflict",
    `This user signs in through ${found.connection?.name ?? "a connection"}, ${why}`,
  );
}

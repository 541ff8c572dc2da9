import "server-only";
import { db } from "@/lib/core/db";

/** Keeps a proven password's new hash, unless the password was changed meanwhile. The password is the same: no event. */
export async function upgradePasswordHash(userId: string, from: string, to: string): Promise<void> {
  await db.password.updateMany({ where: { userId, hash: from }, data: { hash: to } });
}

import "server-only";
import { db } from "@/lib/core/db";

/** The installation: its name, and whether it has an owner yet; null before the first start has finished. */
export async function findBusiness(): Promise<{ name: string; isSetUp: boolean } | null> {
  const row = await db.business.findFirst({ select: { name: true, setUpAt: true } });
  return row && { name: row.name, isSetUp: row.setUpAt !== null };
}

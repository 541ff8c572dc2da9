import "server-only";
import { db } from "@/lib/core/db";

/** Whether the business has its first owner. */
export async function isSetUp(): Promise<boolean> {
  const business = await db.business.findUnique({ where: { id: 1 }, select: { setUpAt: true } });
  return Boolean(business?.setUpAt);
}

import "server-only";
import { db, type Tx } from "@/lib/core/db";

/** The name of the business, for its pages and mails; the product's own until the set-up gave one. */
export async function getBusinessName(tx: Pick<Tx, "business"> = db): Promise<string> {
  const business = await tx.business.findUnique({ where: { id: 1 }, select: { name: true } });
  return business?.name || "Gatehouse";
}

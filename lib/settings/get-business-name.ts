import "server-only";
import type { Tx } from "@/lib/core/db";
import { runPrepared } from "@/lib/core/run-prepared";

const GET_BUSINESS_NAME = { name: "get-business-name", text: "SELECT name FROM business WHERE id = 1" };

/** The name of the business, for its pages and mails; the product's own until the set-up gave one. */
export async function getBusinessName(tx?: Tx): Promise<string> {
  const [business] = await runPrepared<{ name: string | null }>(GET_BUSINESS_NAME, [], tx);
  return business?.name || "Gatehouse";
}

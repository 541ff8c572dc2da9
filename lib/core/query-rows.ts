import "server-only";
import type { Prisma } from "@/prisma/generated/client";
import { pool } from "./db";

/**
 * Reads by a statement of our own, straight from the pool: on its way through Prisma each takes half a millisecond of CPU
 * more, which is longer than most of them run. Not for transactions, nor for `bigint` and `numeric`, which come as text. One
 * whose text is always the same is better run by `runPrepared`.
 */
export async function queryRows<Row extends object>({ text, values }: Prisma.Sql): Promise<Row[]> {
  return (await pool().query<Row>({ text, values })).rows;
}

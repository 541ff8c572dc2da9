import "server-only";
import { pool, statementNames, type Tx } from "./db";

/**
 * Runs a statement that PostgreSQL plans once a connection and knows by `name`: for the few on the hottest paths, where
 * parsing and planning cost more than the work. Inside a transaction of Prisma it runs there. `$1`… stand for `values`.
 */
export async function runPrepared<Row extends object>(
  statement: { name: string; text: string },
  values: unknown[],
  tx?: Tx,
): Promise<Row[]> {
  if (tx) {
    statementNames().set(statement.text, statement.name);
    return tx.$queryRawUnsafe<Row[]>(statement.text, ...values);
  }
  return (await pool().query<Row>({ ...statement, values })).rows;
}

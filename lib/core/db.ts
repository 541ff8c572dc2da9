import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "@/prisma/generated/client";
import { env } from "./env";
import { logger } from "./logger";

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

// One of each a process; development reloads modules, and bundles have copies, so they hang on globalThis.
const kept = globalThis as typeof globalThis & {
  gatehousePool?: pg.Pool;
  gatehouseDb?: PrismaClient;
  gatehouseStatements?: Map<string, string>;
};

/** Names of the statements that PostgreSQL is to plan once a connection, by their text (lib/core/run-prepared.ts). */
export function statementNames(): Map<string, string> {
  kept.gatehouseStatements ??= new Map();
  return kept.gatehouseStatements;
}

/** The process's connection pool, for what Prisma cannot do (COPY, LISTEN, the job queue). */
export function pool(): pg.Pool {
  if (!kept.gatehousePool) {
    kept.gatehousePool = new pg.Pool({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL_SIZE,
      application_name: "gatehouse",
      // A new connection costs more than some hundred statements: planned ones are lost with the old.
      idleTimeoutMillis: 5 * 60_000,
    });
    // An idle connection that dies (PostgreSQL restarted) must not end the process: the pool makes a new one.
    kept.gatehousePool.on("error", (error) =>
      logger.warn({ reason: error.message }, "idle database connection lost"),
    );
  }
  return kept.gatehousePool;
}

/** The Prisma client, made at first use so that importing a module never needs a database. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    kept.gatehouseDb ??= new PrismaClient({
      adapter: new PrismaPg(pool(), { statementNameGenerator: ({ sql }) => statementNames().get(sql) ?? "" }),
    });
    const value: unknown = Reflect.get(kept.gatehouseDb, property);
    return typeof value === "function" ? value.bind(kept.gatehouseDb) : value;
  },
});

/** Runs `work` in the context's transaction when there is one, else in a new one, of 15 seconds unless it needs more. */
export async function inTransaction<T>(
  ctx: { tx?: Tx },
  work: (tx: Tx) => Promise<T>,
  { timeout = 15_000 } = {},
): Promise<T> {
  return ctx.tx ? work(ctx.tx) : db.$transaction(work, { timeout, maxWait: 10_000 });
}

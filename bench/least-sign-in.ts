import { spawn } from "node:child_process";
import { db } from "@/lib/core/db";
import { pinnedNode, root } from "@/scripts/lib/project.mjs";
import { typescriptFlags } from "@/scripts/lib/run-ts.mjs";
import { send } from "./http-client";
import { throughput } from "./measure";

const ACCOUNTS = 4000;
const CONCURRENCY = 8;

/**
 * How many sign-ins a second these cores do when a sign-in is the least that it can be (least-server.ts), by the same client
 * and hash: above that no server of this kind comes, whatever it leaves out.
 */
export async function leastSignIns(hash: string, password: string, seconds: number): Promise<number> {
  await createTables(hash);
  const child = spawn(pinnedNode, [...typescriptFlags, "bench/least-server.ts"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  try {
    const port = await new Promise<number>((resolve, reject) => {
      child.once("message", (message) => resolve(Number(message)));
      child.once("exit", () => reject(new Error("The least server ended before it listened.")));
    });
    const signIn = async (index: number) => {
      const { status } = await send(`http://127.0.0.1:${port}/`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ email: `${index % ACCOUNTS}@bench.example`, password }).toString(),
      });
      if (status !== 303) throw new Error(`The least sign-in answered ${status}.`);
    };
    await throughput(signIn, { seconds: 1, concurrency: CONCURRENCY });
    return await throughput(signIn, { seconds, concurrency: CONCURRENCY });
  } finally {
    child.kill();
    await db.$executeRaw`DROP SCHEMA bench_least CASCADE`;
  }
}

async function createTables(hash: string): Promise<void> {
  await db.$executeRaw`DROP SCHEMA IF EXISTS bench_least CASCADE`;
  await db.$executeRaw`CREATE SCHEMA bench_least`;
  await db.$executeRaw`CREATE TABLE bench_least.account (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), email text NOT NULL UNIQUE, hash text NOT NULL,
    tries int NOT NULL DEFAULT 0, signed_in_at timestamptz)`;
  await db.$executeRaw`CREATE TABLE bench_least.event (
    id bigserial PRIMARY KEY, account_id uuid NOT NULL, type text NOT NULL, at timestamptz NOT NULL DEFAULT now(), details jsonb)`;
  await db.$executeRaw`CREATE INDEX ON bench_least.event (account_id, at)`;
  await db.$executeRaw`CREATE TABLE bench_least.session (
    id uuid PRIMARY KEY, account_id uuid NOT NULL, at timestamptz NOT NULL DEFAULT now())`;
  await db.$executeRaw`CREATE INDEX ON bench_least.session (account_id)`;
  await db.$executeRaw`INSERT INTO bench_least.account (email, hash)
    SELECT n || '@bench.example', ${hash} FROM generate_series(0, ${ACCOUNTS - 1}::int) AS n`;
}

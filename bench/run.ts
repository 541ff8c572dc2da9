import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { ensureDashboardApplication } from "@/lib/applications/ensure-dashboard-application";
import { db, pool } from "@/lib/core/db";
import { contextFor, createApplicationRow, createStaff } from "@/prisma/factories";
import { freePort } from "@/scripts/lib/free-port.mjs";
import { migrate } from "@/scripts/migrate";
import { browserLines } from "./browser-lines";
import { bulkLines } from "./bulk-lines";
import { claimsLines } from "./claims-lines";
import { enumerationLines } from "./enumeration-lines";
import { generate } from "./generate";
import { someUserIds } from "./list-cases";
import { mfaLines } from "./mfa-lines";
import { queryLines } from "./query-lines";
import { responseLines } from "./response-lines";
import { Results } from "./results";
import { type BenchServer, signInToDashboard, startBenchServer } from "./server";
import { signInLines } from "./sign-in-lines";
import { tokenLines } from "./token-lines";
import { writeReport } from "./write-report";

// npm run bench -- [--only <part of a line's name>] [--part query,response,sign-in,token,browser,enumeration]
const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    part: { type: "string", default: "query,response,sign-in,token,browser,enumeration" },
    users: { type: "string", default: "1000000" },
    events: { type: "string", default: "5000000" },
    organizations: { type: "string", default: "5000" },
  },
});
const parts = new Set(options.part.split(","));
const isWhole = !options.only && parts.size === 6;
const callback = "http://127.0.0.1:9/callback";

async function run(): Promise<void> {
  await migrate(process.env.DATABASE_URL ?? "");
  const environmentId = await generate({
    users: Number(options.users),
    events: Number(options.events),
    organizations: Number(options.organizations),
  });
  const environment = await db.environment.findUniqueOrThrow({
    where: { id: environmentId },
    select: {
      id: true,
      key: true,
      name: true,
      organizations: { where: { isDefault: true }, select: { id: true } },
    },
  });
  const organizationId = environment.organizations[0]?.id ?? "";
  const results = new Results(options.only ? new RegExp(options.only, "i") : null);
  const password = randomBytes(12).toString("base64url");
  const staff = await createStaff({ role: "owner", password });
  const ctx = await contextFor({ role: "owner", environment, staff });
  console.log(`\n${" ".repeat(57)}p50 x1  p95 x1  p50 x8  p95 x8`);
  if (parts.has("query")) await queryLines(results, ctx, organizationId);
  if (parts.size > 1 || !parts.has("query")) await withServer(measureServer);
  if (isWhole) writeReport(results, await countRows());
  const { misses } = results;
  console.log(misses.length === 0 ? "\nEvery floor is met." : `\nMissed: ${misses.join("; ")}.`);

  async function measureServer(server: BenchServer): Promise<void> {
    const { origin } = server;
    // Users of the bench belong to several organizations: their sign-ins are measured without the page that asks which.
    await db.environment.update({
      where: { id: environmentId },
      data: { isMostRecentOrganization: true },
    });
    const cookie = await signInToDashboard(origin, { email: staff.email, password });
    if (parts.has("response")) await responseLines(results, ctx, { origin, cookie, organizationId });
    if (parts.has("browser")) await browserLines(results, `${origin}/${environment.key}/users`, cookie);
    const web = await createApplicationRow({ environmentId, callbackUrls: [callback] });
    const target = { origin, environmentId, key: environment.key, clientId: web.clientId, callback };
    const recordIds = await someUserIds(environmentId);
    if (parts.has("sign-in")) {
      await signInLines(results, target, { ctx, cookie, recordIds });
      await mfaLines(results, target);
    }
    if (parts.has("enumeration")) await enumerationLines(results, target);
    const machine = await createApplicationRow({ environmentId, kind: "machine" });
    const clientSecret = machine.clientSecret ?? "";
    if (parts.has("token")) {
      await tokenLines(results, { ...target, clientId: machine.clientId, clientSecret });
      await claimsLines(results, { ...target, clientSecret: web.clientSecret ?? "" });
    }
    if (parts.has("bulk")) await bulkLines(results, ctx, { origin, cookie });
    const memory = server.residentMemory();
    if (memory !== null)
      results.value("resident memory of the server after the run", `${memory.toFixed(0)} MB`);
  }
}

async function withServer(work: (server: BenchServer) => Promise<void>): Promise<void> {
  await db.business.upsert({
    where: { id: 1 },
    create: { id: 1, name: "Bench", setUpAt: new Date() },
    update: { setUpAt: new Date(), setupTokenHash: null },
  });
  await ensureDashboardApplication();
  const server = await startBenchServer();
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

async function countRows(): Promise<{ users: number; identities: number; events: number }> {
  const [row] = await db.$queryRaw<{ users: number; identities: number; events: number }[]>`
    SELECT (SELECT count(*)::int FROM app_user) AS users, (SELECT count(*)::int FROM identity) AS identities,
      (SELECT count(*)::int FROM audit_event) AS events`;
  return row ?? { users: 0, identities: 0, events: 0 };
}

// Settings are read once: the port must be known before the first of them is.
const port = String(await freePort());
Object.assign(process.env, { PORT: port, BASE_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: "error" });
try {
  await run();
} finally {
  await db.$disconnect();
  await pool().end();
}

import type { Context, EnvironmentRef } from "@/lib/core/context";
import { tokenHash } from "@/lib/core/crypto";
import { db, pool, type Tx } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { toClaim } from "@/lib/core/identity-claim";
import { newId, randomAlphanumeric } from "@/lib/core/ids";
import { hashPassword } from "@/lib/core/password-hash";
import { createEnvironment } from "@/lib/environments/create-environment";
import { prepareFirstRun } from "@/lib/settings/prepare-first-run";
import { setUpBusiness } from "@/lib/settings/set-up-business";
import { createConnections } from "./demo/connections";
import { fillEnvironment } from "./demo/fill";
import { createDemoStaff, type DemoStaff } from "./demo/staff";
import { createSubscribers } from "./demo/subscribers";
import { migrate } from "./migrate";

const ENVIRONMENT = "production";
const OWNER_EMAIL = "owner@staff.example";
const DEMO_USER = "demo@mail.example";
const EXAMPLE_APP = "http://localhost:4000";

class Refusal extends Error {}

/** npm run demo: fills a fresh installation with a believable business, in one transaction, once. */
async function demo(): Promise<string> {
  const begin = performance.now();
  await migrate(env().DATABASE_URL);
  const password = randomAlphanumeric(18);
  const isOwnerNew = await ensureOwner(password);
  const environment = await findFreshEnvironment();
  const ctx: Context = {
    actor: { type: "system", job: "demo" },
    environment,
    request: { id: newId(), ip: null, userAgent: null },
  };
  const passwordHash = await hashPassword(password);
  const clientSecret = randomAlphanumeric(48);
  const made = await db.$transaction(
    async (tx) => {
      const staff = await createDemoStaff(tx, ctx, passwordHash);
      const [first, ...others] = staff.filter(({ role }) => role !== "auditor");
      if (!first) throw new Error("The demo made no staff.");
      const application = await createApplications(tx, environment.id, clientSecret);
      const counts = await fillEnvironment({
        tx,
        ctx,
        now: Date.now(),
        defaultOrganizationId: environment.organizationId,
        staff: [first, ...others],
        applicationIds: application.ids,
        passwordHash,
      });
      await createDemoUser(tx, environment, passwordHash);
      await createSubscribers(tx, environment.id, Date.now());
      const connected = await createConnections(tx, ctx, Date.now());
      await createSavedViews(tx, environment.id, first.id);
      return {
        ...{ staff, clientId: application.clientId, events: counts.events },
        users: counts.users + connected.users,
        organizations: counts.organizations + connected.organizations,
      };
    },
    { timeout: 120_000 },
  );
  await ensureStaging(ctx);
  await pool().query("ANALYZE app_user, identity, membership, membership_role, audit_event");
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  return summarize({ ...made, password, clientSecret, isOwnerNew, seconds });
}

// An empty one beside it: to switch to, and to copy roles and permissions into.
async function ensureStaging(ctx: Context): Promise<void> {
  const staging = { key: "staging", name: "Staging" };
  const isThere = (await db.environment.count({ where: { key: staging.key } })) > 0;
  if (!isThere) await createEnvironment(ctx, staging);
}

async function ensureOwner(password: string): Promise<boolean> {
  const { setupUrl } = await prepareFirstRun();
  if (!setupUrl) return false;
  const owner = { firstName: "Aroha", lastName: "Walker", email: OWNER_EMAIL, password };
  const request = { id: newId(), ip: null, userAgent: null };
  const businessName = env().GATEHOUSE_BUSINESS_NAME ?? "Harbour & Hill Supplies";
  await setUpBusiness(request, { ...owner, businessName }, null);
  return true;
}

async function findFreshEnvironment(): Promise<EnvironmentRef & { organizationId: string }> {
  const environment = await db.environment.findUnique({
    where: { key: ENVIRONMENT },
    select: {
      id: true,
      key: true,
      name: true,
      users: { take: 1, select: { id: true } },
      applications: { take: 1, select: { id: true } },
      organizations: { where: { isDefault: true }, select: { id: true } },
    },
  });
  const organizationId = environment?.organizations[0]?.id;
  if (!environment || !organizationId) {
    throw new Refusal(`There is no environment "${ENVIRONMENT}" to fill.`);
  }
  if (environment.users.length > 0 || environment.applications.length > 0) {
    throw new Refusal(
      `The environment "${ENVIRONMENT}" already has users or applications, and the demo fills only an empty one. ` +
        "To see it, start a second installation: DATA_DIR=.data-demo npm run demo",
    );
  }
  const { id, key, name } = environment;
  return { id, key, name, organizationId };
}

async function createApplications(tx: Tx, environmentId: string, clientSecret: string) {
  const ids: [string, ...string[]] = [newId(), newId()];
  const clientId = randomAlphanumeric(32);
  const callbackUrls = [`${EXAMPLE_APP}/callback`];
  const common = { environmentId, callbackUrls, logoutUrls: [`${EXAMPLE_APP}/`] };
  const clientSecretHash = tokenHash(clientSecret);
  const web = { ...common, id: ids[0], name: "Web shop", kind: "web", clientId, clientSecretHash } as const;
  const frontend = { name: "Phone app", kind: "frontend", clientId: randomAlphanumeric(32) } as const;
  await tx.application.createMany({ data: [web, { ...common, id: ids[1] ?? newId(), ...frontend }] });
  return { ids, clientId };
}

async function createDemoUser(
  tx: Tx,
  environment: EnvironmentRef & { organizationId: string },
  hash: string,
): Promise<void> {
  const [userId, environmentId] = [newId(), environment.id];
  await tx.user.create({ data: { id: userId, environmentId, firstName: "Demo", lastName: "Customer" } });
  const claim = toClaim("email", DEMO_USER);
  const identity = { id: newId(), environmentId, userId, value: DEMO_USER, claim, verifiedAt: new Date() };
  await tx.identity.create({ data: { ...identity, type: "email", isPrimary: true } });
  await tx.password.create({ data: { userId, hash } });
  await tx.membership.create({ data: { organizationId: environment.organizationId, userId } });
}

async function createSavedViews(tx: Tx, environmentId: string, createdById: string): Promise<void> {
  const views = [
    { name: "Suspended", query: "status=suspended" },
    { name: "Never signed in", query: "signIn=never&sort=created" },
    { name: "A to Z", query: "sort=name" },
  ];
  await tx.savedView.createMany({
    data: views.map((view) => ({ ...view, id: newId(), environmentId, screen: "users", createdById })),
  });
}

function summarize(made: {
  staff: DemoStaff[];
  clientId: string;
  clientSecret: string;
  password: string;
  isOwnerNew: boolean;
  users: number;
  organizations: number;
  events: number;
  seconds: string;
}): string {
  const { BASE_URL } = env();
  const owner = made.isOwnerNew ? [{ role: "owner", name: "Aroha Walker", email: OWNER_EMAIL }] : [];
  const staff = [...owner, ...made.staff].map(
    ({ role, name, email }) => `    ${role.padEnd(8)} ${name.padEnd(18)} ${email}`,
  );
  return `
Made in ${made.seconds} s: ${made.users + 1} users in ${made.organizations + 1} organizations, ${made.events} events over 90 days,
2 applications, 2 connections, 4 roles, 5 feature flags, 3 saved views.

  Dashboard: ${BASE_URL}/${ENVIRONMENT}/users (start with: npm start). Staff, all with the same password:
${staff.join("\n")}

  A user for the example application: ${DEMO_USER}

  Password of all of these, made for this installation: ${made.password}

  The example application, as "Web shop" at ${EXAMPLE_APP}:
    ISSUER=${BASE_URL}/auth/${ENVIRONMENT} \\
    CLIENT_ID=${made.clientId} \\
    CLIENT_SECRET=${made.clientSecret} npm run example
`;
}

try {
  console.log(await demo());
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
} finally {
  await db.$disconnect();
  await pool().end();
}

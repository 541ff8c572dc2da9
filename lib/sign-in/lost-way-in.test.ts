import { describe, expect, test, vi } from "vitest";
import { deleteConnection } from "@/lib/connections/delete-connection";
import { disableConnection } from "@/lib/connections/disable-connection";
import { db, type Tx } from "@/lib/core/db";
import { findCurrentPolicies } from "@/lib/policy-acceptance/find-current-policies";
import { updatePolicyAcceptance } from "@/lib/policy-acceptance/update-policy-acceptance";
import { deleteIdentity } from "@/lib/users/delete-identity";
import { createEnterpriseUserRow } from "@/prisma/create-connection-row";
import { contextFor, createIdentityRow, createOrganizationRow, createUserRow } from "@/prisma/factories";
import type { Environment } from "@/prisma/generated/client";
import { acceptPolicies } from "./accept-policies";
import { chooseMfaMethod } from "./choose-mfa-method";
import { chooseOrganization } from "./choose-organization";
import type { Flow } from "./find-flow";
import { nextStep } from "./next-step";
import { skipMfa } from "./skip-mfa";
import { submitIdentifier } from "./submit-identifier";
import { ANA, isIn, saidBy, setUpConnection } from "./test-connection";
import { createTestFlow, eventTypes, newestCode, TEST_PASSWORD, testRequest } from "./test-flow";
import { sendMfa } from "./test-mfa";
import { verifyPassword } from "./verify-password";

const MFA = { mfaMethods: ["email"] as Environment["mfaMethods"], isMfaRecoveryEnabled: false };

/** Where a sign-in stands that has still to pass a step, and how it is passed. */
const STEPS: Record<string, { policies: Partial<Environment>; pass: (flow: Flow) => Promise<Flow> }> = {
  "mfa, proven": {
    policies: { ...MFA, mfaRequirement: "yes" },
    pass: async (flow) => sendMfa(flow, (await newestCode(ANA.email)) ?? ""),
  },
  "mfa, skipped": {
    policies: { ...MFA, mfaRequirement: "optional" },
    pass: (flow) => skipMfa(flow, testRequest()),
  },
  "accept-policies": {
    policies: {},
    pass: async (flow) => {
      const ids = (await findCurrentPolicies(flow.environment.id)).map(({ id }) => id);
      return acceptPolicies(flow, testRequest(), { policies: ids });
    },
  },
  organization: {
    policies: {},
    pass: async (flow) => {
      const { code } = await db.organization.findFirstOrThrow({
        where: { environmentId: flow.environment.id, isDefault: true },
      });
      return chooseOrganization(flow, testRequest(), { organization: code });
    },
  },
};

async function standingAt(name: string) {
  const step = STEPS[name];
  if (!step) throw new Error(`no step ${name}`);
  const world = await setUpConnection({}, step.policies);
  const { environment, environmentId, connection } = world;
  const owner = await contextFor({ role: "owner", environment });
  const organizationIds = [environment.organizationId];
  if (name === "organization") organizationIds.push((await createOrganizationRow({ environmentId })).id);
  if (name === "accept-policies") {
    const seen = { terms: 0, privacy: 0, isShown: false };
    const policies = { termsUrl: "https://example.com/terms", privacyUrl: "", isShown: true, seen };
    await updatePolicyAcceptance(owner, policies);
  }
  const known = { environmentId, connectionId: connection.id, subject: ANA.sub, value: ANA.email };
  const user = await createEnterpriseUserRow({ ...known, organizationIds });
  const asked = await world.signIn();
  expect(nextStep(asked.state)).toBe(name.split(",")[0]);
  const flow =
    name === "mfa, proven" ? await chooseMfaMethod(asked, testRequest(), { method: "email" }) : asked;
  return { ...world, owner, user, flow, pass: () => step.pass(flow) };
}

type World = Awaited<ReturnType<typeof standingAt>>;

const LOSSES: Record<string, (world: World) => Promise<unknown>> = {
  "its connection was disabled": ({ owner, connection }) =>
    disableConnection(owner, { connectionId: connection.id }),
  "its connection was deleted": ({ owner, connection }) =>
    deleteConnection(owner, { connectionId: connection.id, confirmation: connection.name }),
  "its identity was deleted": ({ owner, user }) =>
    deleteIdentity(owner, { userId: user.id, identityId: user.identityId, confirmation: ANA.email }),
  "its identity lost its claim": ({ user }) =>
    db.identity.update({ where: { id: user.identityId }, data: { claim: null } }),
};

describe.each(Object.keys(STEPS))("a sign-in through a connection that stands at %s", (name) => {
  test("comes to its end where nothing is lost", async () => {
    const { pass } = await standingAt(name);
    expect(isIn(await pass())).toBe(true);
  });

  test.each(Object.entries(LOSSES))("begins again where %s meanwhile", async (_, lose) => {
    const world = await standingAt(name);
    await lose(world);
    const ended = await world.pass();
    expect(isIn(ended)).toBe(false);
    expect(nextStep(ended.state)).not.toBe("finished");
    expect(isIn(await world.readAgain(ended))).toBe(false);
    expect(await eventTypes(world.environmentId)).not.toContain("authentication.succeeded");
  });
});

test.each([
  ["its connection is being disabled", (tx: Tx, { connection }: World) => disableIn(tx, connection.id)],
  [
    "its identity is being deleted",
    (tx: Tx, { user }: World) => tx.identity.delete({ where: { id: user.identityId } }),
  ],
] as const)("a sign-in that ends at the very moment at which %s waits, and begins again", async (_, lose) => {
  const world = await standingAt("mfa, skipped");
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: lost, resolve: hasLost } = Promise.withResolvers<void>();
  const losing = db.$transaction(async (tx) => {
    await lose(tx, world);
    hasLost();
    await released;
  });
  await lost;
  const passing = world.pass();
  await vi.waitFor(async () => {
    const waiting = await db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    expect(waiting).toHaveLength(1);
  }, 5_000);
  release();
  await losing;
  expect(isIn(await passing)).toBe(false);
  expect(await eventTypes(world.environmentId)).not.toContain("authentication.succeeded");
});

const disableIn = (tx: Tx, id: string) => tx.connection.update({ where: { id }, data: { isEnabled: false } });

test("one by an address that the account has no more begins again, though another one is left", async () => {
  const begun = await createTestFlow();
  const environmentId = begun.environment.id;
  await db.environment.update({
    where: { id: environmentId },
    data: { ...MFA, mfaRequirement: "optional" },
  });
  const user = await createUserRow({ environmentId, password: TEST_PASSWORD });
  await createIdentityRow({ environmentId, userId: user.id, type: "username", value: "mele" });
  const named = await submitIdentifier(begun, testRequest(), { identifier: user.email ?? "" });
  const asked = await verifyPassword(named, testRequest(), { password: TEST_PASSWORD });
  const { id: identityId } = await db.identity.findFirstOrThrow({
    where: { userId: user.id, type: "email" },
  });
  const owner = await contextFor({ role: "owner", environment: begun.environment });
  await deleteIdentity(owner, { userId: user.id, identityId, confirmation: "" });
  const ended = await skipMfa(asked, testRequest());
  expect(isIn(ended)).toBe(false);
  expect(saidBy(ended)).toMatch(/changed in the meantime/);
});

import { db } from "@/lib/core/db";
import { updatePolicyAcceptance } from "@/lib/policy-acceptance/update-policy-acceptance";
import {
  contextFor,
  createIdentityRow,
  createOrganizationRow,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
} from "@/prisma/factories";
import { TEST_PASSWORD } from "./test-flow";

// The states in which an account can be when somebody signs in, for tests that go through all of them.
export const LOCKS = [false, true];
export const STATUSES = ["active", "suspended"] as const;
export const PASSWORDS = [
  "set",
  "none",
  "reset",
  "temporary",
  "temporary used",
  "temporary expired",
] as const;
export const PROOFS = ["verified", "unverified", "unverified beside a verified one"] as const;
export const PLACES = [
  "one",
  "none",
  "suspended",
  "two",
  "asked for their own",
  "asked for a suspended one",
  "asked for a stranger",
  "asked for one that takes everybody",
] as const;
export const EXTRAS = ["nothing", "mfa", "policies", "mfa and policies"] as const;

type Password = (typeof PASSWORDS)[number];
type Proof = (typeof PROOFS)[number];
type Place = (typeof PLACES)[number];

export const past = () => new Date(Date.now() - 60_000);
export const future = () => new Date(Date.now() + 3_600_000);

export async function createEnvironment(extras: (typeof EXTRAS)[number]): Promise<TestEnvironment> {
  const environment = await createTestEnvironment();
  if (extras.startsWith("mfa")) {
    await db.environment.update({ where: { id: environment.id }, data: { mfaRequirement: "yes" } });
  }
  if (extras.endsWith("policies")) {
    await updatePolicyAcceptance(await contextFor({ role: "admin", environment }), {
      termsUrl: "https://example.com/terms",
      privacyUrl: "",
      isShown: true,
      seen: { terms: 0, privacy: 0, isShown: false },
    });
  }
  return environment;
}

export async function createPlaces(environment: TestEnvironment) {
  const environmentId = environment.id;
  const second = await createOrganizationRow({ environmentId });
  const closed = await createOrganizationRow({ environmentId, suspendedAt: new Date() });
  const foreign = await createOrganizationRow({ environmentId });
  const open = await createOrganizationRow({ environmentId });
  await db.organization.update({ where: { id: open.id }, data: { isRegistrationAllowed: true } });
  const own = environment.organizationId;
  const members: Record<Place, string[]> = {
    one: [own],
    none: [],
    suspended: [closed.id],
    two: [own, second.id],
    "asked for their own": [own, second.id],
    "asked for a suspended one": [own, closed.id],
    "asked for a stranger": [own],
    "asked for one that takes everybody": [own],
  };
  const asked: Partial<Record<Place, { id: string; code: string }>> = {
    "asked for their own": second,
    "asked for a suspended one": closed,
    "asked for a stranger": foreign,
    "asked for one that takes everybody": open,
  };
  return { members, asked };
}

/** `email` is what the user signs in with, `mailbox` where a code for a new password goes. */
export async function createAccount(
  environment: TestEnvironment,
  state: { isLocked: boolean; status: "active" | "suspended"; password: Password; proof: Proof },
  organizationIds: string[],
) {
  const { isLocked, status, password, proof } = state;
  const isVerified = proof !== "unverified";
  const user = await createUserRow({
    environmentId: environment.id,
    status,
    isVerified,
    organizationIds,
    ...(password !== "none" && { password: TEST_PASSWORD }),
  });
  const userId = user.id;
  if (password !== "set" && password !== "none") {
    await db.user.update({ where: { id: userId }, data: { newPasswordRequiredAt: past() } });
  }
  if (password.startsWith("temporary")) {
    const temporaryExpiresAt = password === "temporary expired" ? past() : future();
    const temporaryUsedAt = password === "temporary used" ? past() : null;
    const data = { isTemporary: true, temporaryExpiresAt, temporaryUsedAt };
    await db.password.update({ where: { userId }, data });
  }
  if (isLocked) {
    const lock = { failedAttempts: 5, lockedUntil: future(), updatedAt: new Date() };
    await db.lockout.create({ data: { environmentId: environment.id, subject: userId, ...lock } });
  }
  const mailbox = user.email ?? "";
  if (proof !== "unverified beside a verified one") return { ...user, mailbox, email: mailbox };
  const email = `other-${mailbox}`;
  const identity = { environmentId: environment.id, userId, type: "email", value: email } as const;
  await createIdentityRow({ ...identity, isVerified: false });
  return { ...user, mailbox, email };
}

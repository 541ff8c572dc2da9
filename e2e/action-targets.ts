import { randomBytes } from "node:crypto";
import { callerCodeHash } from "@/lib/callers/caller-code";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { findEnvironment } from "@/lib/environments/find-environment";
import { standardSupport } from "@/lib/support/test-desk";
import { createBulkJobRow } from "@/prisma/create-bulk-job-row";
import { createConnectionRow, createEnterpriseUserRow } from "@/prisma/create-connection-row";
import { createDeletedUser } from "@/prisma/create-deleted-user";
import { createFeatureFlagRow } from "@/prisma/create-feature-flag-row";
import { createRequestRow } from "@/prisma/create-request-row";
import { createSessionRow } from "@/prisma/create-session-row";
import { createSubscriberRow } from "@/prisma/create-subscriber-row";
import {
  createApplicationRow,
  createIdentityRow,
  createOrganizationRow,
  createPermissionRow,
  createRoleRow,
  createStaff,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
  type TestStaff,
} from "@/prisma/factories";

/** Fresh records for one call, so that a call that is allowed always has something to change. */
export type Targets = {
  userId: string;
  suspendedId: string;
  identityId: string;
  sessionId: string;
  factorId: string;
  deletedUserId: string;
  applicationId: string;
  savedViewId: string;
  subscriberId: string;
  organizationId: string;
  roleId: string;
  permissionId: string;
  flagId: string;
  /** An organization that may go, with `userId` as a member who has another one. */
  spareOrganizationId: string;
  suspendedOrganizationId: string;
  /** A user of the default organization only. */
  newcomerId: string;
  /** With a user who signs in through it. */
  connectionId: string;
  disabledConnectionId: string;
  /** A bulk action half-way, of which no worker knows. */
  jobId: string;
  /** A code that the caller of the action has sent for `userId`; it is CALLER_CODE. */
  checkId: string;
  /** What another member of the team has asked for, and what the caller of the action has. */
  requestId: string;
  ownRequestId: string;
};

/** The key of an environment that roles are copied to; one for all calls. */
export const COPY_TARGET = "copy-target";

/** A word that nothing else has. */
export const unique = () => randomBytes(6).toString("hex");
export const CALLER_CODE = "123456";

/** What the form of the settings shows before anybody changed them. */
export const standardSettings = {
  isSelfSignUpAllowed: true,
  isDefaultOrganizationOnSignUp: true,
  canCreateOrganizationOnSignUp: false,
  isProfileSyncedOnSignIn: true,
  isMostRecentOrganization: false,
  isEnumerationProtected: true,
  lockoutMaxAttempts: 5,
  lockoutMinutes: 5,
  codeExpiryMinutes: 120,
  deletedUserDays: 30,
};

/** Makes the records that one call may act on; `staffId` is who makes the call, where that matters. */
export async function createTargets(environment: TestEnvironment, staffId = newId()): Promise<Targets> {
  const environmentId = environment.id;
  // As the form showed it that the call pretends to come from.
  const data = { ...standardSupport, allowedDomains: [] };
  await db.environment.update({ where: { id: environmentId }, data });
  await publishFirstTerms(environmentId);
  // An environment holds so many flags and no more: those of earlier calls would fill it.
  await db.featureFlag.deleteMany({ where: { environmentId } });
  if (!(await findEnvironment(COPY_TARGET))) await createTestEnvironment({ key: COPY_TARGET });
  const spare = await createOrganizationRow({ environmentId, name: "Spare" });
  const closed = await createOrganizationRow({ environmentId, suspendedAt: new Date() });
  const user = await createUserRow({
    environmentId,
    organizationIds: [environment.organizationId, spare.id],
  });
  // What the form of its settings showed has to be what stands.
  await db.environment.update({ where: { id: environmentId }, data: { mfaMethods: ["authenticator"] } });
  const suspended = await createUserRow({ environmentId, status: "suspended" });
  const lockedUntil = new Date(Date.now() + 300_000);
  await db.lockout.create({ data: { environmentId, subject: user.id, failedAttempts: 5, lockedUntil } });
  const identity = await createIdentityRow({
    environmentId,
    userId: user.id,
    type: "email",
    value: `${unique()}@users.example`,
  });
  const factorId = newId();
  await db.mfaFactor.create({
    data: { id: factorId, environmentId, userId: user.id, method: "authenticator", slot: factorId },
  });
  const application = await createApplicationRow({ environmentId });
  const savedViewId = newId();
  await db.savedView.create({
    data: {
      id: savedViewId,
      environmentId,
      screen: "users",
      name: unique(),
      query: "",
      createdById: user.id,
    },
  });
  const connection = await createConnectionRow({ environmentId });
  const known = { environmentId, connectionId: connection.id, subject: unique() };
  await createEnterpriseUserRow({ ...known, value: `${unique()}@users.example` });
  const checkId = newId();
  const check = { environmentId, userId: user.id, agentId: staffId, contactId: identity.id };
  await db.callerCheck.create({
    data: {
      ...{ ...check, id: checkId, method: "email", codeHash: callerCodeHash(checkId, CALLER_CODE) },
      expiresAt: lockedUntil,
    },
  });
  return {
    checkId,
    requestId: await createRequestRow({ environmentId, userId: user.id, requestedById: await colleagueId() }),
    ownRequestId: await createRequestRow({ environmentId, userId: user.id, requestedById: staffId }),
    userId: user.id,
    suspendedId: suspended.id,
    identityId: identity.id,
    sessionId: await createSessionRow({ environmentId, userId: user.id }),
    factorId,
    deletedUserId: await createDeletedUser(environment),
    applicationId: application.id,
    savedViewId,
    connectionId: connection.id,
    disabledConnectionId: (await createConnectionRow({ environmentId, isEnabled: false })).id,
    subscriberId: (await createSubscriberRow({ environmentId })).id,
    organizationId: environment.organizationId,
    roleId: (await createRoleRow({ environmentId, key: unique() })).id,
    flagId: (await createFeatureFlagRow({ environmentId, key: unique() })).id,
    permissionId: (await createPermissionRow({ environmentId, key: unique(), name: "Tested" })).id,
    spareOrganizationId: spare.id,
    suspendedOrganizationId: closed.id,
    newcomerId: (await createUserRow({ environmentId })).id,
    jobId: await createBulkJobRow({ environmentId, createdById: user.id, userIds: [user.id] }),
  };
}

let colleague: Promise<TestStaff> | undefined;

/** Somebody else of the team, who may ask for anything. */
async function colleagueId(): Promise<string> {
  colleague ??= createStaff({ role: "admin" });
  return (await colleague).id;
}

// Each call begins with version 1 of the terms, whatever the calls before have published.
async function publishFirstTerms(environmentId: string): Promise<void> {
  await db.policyVersion.deleteMany({ where: { environmentId } });
  const environment = { connect: { id: environmentId } };
  const policy = { kind: "terms", version: 1, url: "https://example.com/terms" } as const;
  await db.policyVersion.create({ data: { ...policy, id: newId(), environment, termsOf: environment } });
}

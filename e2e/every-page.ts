import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { composeMail } from "@/lib/mail/compose-mail";
import { createBulkJobRow } from "@/prisma/create-bulk-job-row";
import { createConnectionRow, createEnterpriseUserRow } from "@/prisma/create-connection-row";
import { createDeletedUser } from "@/prisma/create-deleted-user";
import { createFeatureFlagRow, overrideFlag } from "@/prisma/create-feature-flag-row";
import { createRequestRow } from "@/prisma/create-request-row";
import { createSessionRow } from "@/prisma/create-session-row";
import {
  createApplicationRow,
  createPermissionRow,
  createRoleRow,
  createStaff,
  createTeam,
  createTestEnvironment,
  createUserRow,
  giveRole,
  userContext,
} from "@/prisma/factories";
import { pagePaths } from "./page-paths";

export type EveryPage = { environmentKey: string; paths: string[] };

/** The address of every page, with records behind those that show one, and a sign-in begun for the hosted ones. */
export async function createEveryPage(): Promise<EveryPage> {
  await createTeam();
  const environment = await createTestEnvironment();
  const user = await createUserRow({ environmentId: environment.id, firstName: "Kiri" });
  const application = await createApplicationRow({ environmentId: environment.id });
  const environmentId = environment.id;
  const permission = await createPermissionRow({ environmentId, key: "read:tea", name: "Read tea" });
  const role = await createRoleRow({ environmentId, key: "taster", permissions: ["read:tea"] });
  await giveRole({ userId: user.id, organizationId: environment.organizationId, roleId: role.id });
  const flag = await createFeatureFlagRow({ environmentId, key: "tasting_notes" });
  await createFeatureFlagRow({ environmentId, key: "cups", type: "int", defaultValue: "6" });
  await overrideFlag(flag, { userId: user.id }, "true");
  await overrideFlag(flag, { organizationId: environment.organizationId }, "true");
  await createDeletedUser(environment, { firstName: "Mirabel" });
  await createSessionRow({
    environmentId: environment.id,
    userId: user.id,
    clientIds: [application.clientId],
  });
  await db.$transaction((tx) =>
    recordEvent(tx, userContext(environment, user.id), { type: "authentication.succeeded" }),
  );
  const emailDomains = ["harbour.example"];
  const connection = await createConnectionRow({ environmentId, emailDomains, isShown: true });
  await createEnterpriseUserRow({ environmentId, connectionId: connection.id, subject: "00u-kiri" });
  const content = {
    title: "Your code",
    paragraphs: ["Use this code.", "It expires."],
    code: "000000",
    from: "Us",
  };
  const { to, ...mail } = composeMail(user.email ?? "", "Your code", content);
  const messageId = newId();
  await db.outboxMessage.create({
    data: { ...mail, id: messageId, environmentId: environment.id, recipient: to, status: "kept" },
  });
  const { organizationId } = environment;
  const jobId = await createBulkJobRow({
    ...{ environmentId: environment.id, createdById: user.id, userIds: [user.id] },
    status: "finished",
  });
  const requestedById = (await createStaff({ role: "admin" })).id;
  const requestId = await createRequestRow({ environmentId, userId: user.id, requestedById });
  await createRequestRow({ environmentId, userId: user.id, requestedById, state: "refused" });
  const ids = {
    environment: environment.key,
    userId: user.id,
    applicationId: application.id,
    messageId,
    organizationId,
    roleId: role.id,
    permissionId: permission.id,
    connectionId: connection.id,
    jobId,
  };
  const authorize = new URLSearchParams({
    client_id: application.clientId,
    response_type: "code",
    scope: "openid",
    redirect_uri: "http://localhost:3999/callback",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  });
  return {
    environmentKey: environment.key,
    paths: [
      `/${environment.key}/approvals?request=${requestId}`,
      `/auth/${environment.key}/oauth2/auth?${authorize}`,
      ...pagePaths(ids),
    ],
  };
}

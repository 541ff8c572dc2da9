import { encrypt } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { newTotpSecret } from "@/lib/mfa/totp";
import { contextFor, createTestEnvironment, createUserRow, type StaffRole } from "@/prisma/factories";
import { POLICY_NAMES, type SupportDeed, type SupportPolicy } from "./schema";

/** What Settings > Support shows before anybody changed it. */
export const standardSupport = {
  passwordResetPolicy: "none",
  temporaryPasswordPolicy: "none",
  mfaResetPolicy: "none",
  identityChangePolicy: "none",
  deleteUserPolicy: "none",
  approvalHours: 24,
} as const;

/** For tests: an environment whose desk asks for this, an agent, and a user with a password and a verified phone. */
export async function createDesk(
  policies: Partial<Record<SupportDeed, SupportPolicy>> = {},
  role: StaffRole = "support",
) {
  const environment = await createTestEnvironment();
  await setPolicies(environment.id, policies);
  const ctx = await contextFor({ role, environment });
  const phone = `+6421${String(Math.floor(Math.random() * 1e7)).padStart(7, "0")}`;
  const user = await createUserRow({ environmentId: environment.id, phone, password: "kestrel moss window" });
  const identities = await db.identity.findMany({ where: { userId: user.id }, orderBy: { type: "asc" } });
  const idOf = (type: "email" | "phone") => identities.find((identity) => identity.type === type)?.id ?? "";
  return { environment, ctx, user, emailId: idOf("email"), phoneId: idOf("phone") };
}

export async function setPolicies(
  environmentId: string,
  policies: Partial<Record<SupportDeed, SupportPolicy>>,
): Promise<void> {
  const data = Object.fromEntries(
    Object.entries(policies).map(([deed, policy]) => [POLICY_NAMES[deed as SupportDeed], policy]),
  );
  await db.environment.update({ where: { id: environmentId }, data });
}

/** An authenticator app of this user; `secret` is the plain one. */
export async function addApp(user: { id: string }, environmentId: string) {
  const [id, secret] = [newId(), newTotpSecret()];
  await db.mfaFactor.create({
    data: { id, environmentId, userId: user.id, method: "authenticator", slot: id, secret: encrypt(secret) },
  });
  return { id, secret };
}

/** A caller whom this agent has verified, so many minutes ago. */
export async function verifyRow(
  desk: { environment: { id: string }; user: { id: string } },
  agentId: string,
  { contactId, minutesAgo = 0 }: { contactId: string; minutesAgo?: number },
): Promise<void> {
  const at = new Date(Date.now() - minutesAgo * 60_000);
  await db.callerCheck.create({
    data: {
      ...{ id: newId(), environmentId: desk.environment.id, userId: desk.user.id, agentId },
      ...{ method: "email", contactId, expiresAt: at, verifiedAt: at },
    },
  });
}

/** The events about a user, of these types. */
export const eventsAbout = (userId: string, type?: string) =>
  db.auditEvent.findMany({
    where: { userId, type },
    orderBy: { id: "asc" },
    select: { type: true, actorType: true, actorId: true, reason: true, before: true, after: true },
  });

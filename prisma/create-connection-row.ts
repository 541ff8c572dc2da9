import { encrypt } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { newConnectionKey, newId } from "@/lib/core/ids";
import { createUserRow, type NewUser, type TestUser } from "./factories";

type NewConnection = {
  environmentId: string;
  name?: string;
  issuer?: string;
  clientId?: string;
  clientSecret?: string;
  emailDomains?: string[];
  isEnabled?: boolean;
  isShown?: boolean;
  isJustInTime?: boolean;
  isLinking?: boolean;
  organizationId?: string;
};

/** A connection to an identity provider; left out, one that nobody answers for. */
export async function createConnectionRow(
  options: NewConnection,
): Promise<{ id: string; key: string; name: string }> {
  const { name = "Harbour SSO", clientSecret = "not-a-secret-of-tests", ...rest } = options;
  const row = { id: newId(), key: newConnectionKey(), name };
  await db.connection.create({
    data: {
      ...{ issuer: "https://login.harbour.example", clientId: "gatehouse", ...rest },
      ...row,
      clientSecret: encrypt(clientSecret),
    },
  });
  return row;
}

/** A user who signs in through a connection, and by nothing else. */
export async function createEnterpriseUserRow(
  options: Omit<NewUser, "email" | "username" | "phone" | "password"> & {
    connectionId: string;
    subject: string;
    value?: string;
  },
): Promise<TestUser & { identityId: string }> {
  const { connectionId, subject, value = subject, ...rest } = options;
  const user = await createUserRow({ ...rest, email: null });
  const identityId = newId();
  await db.identity.create({
    data: {
      ...{ id: identityId, environmentId: rest.environmentId, userId: user.id, connectionId, subject, value },
      type: "enterprise",
      claim: `${connectionId}:${subject}`,
      isPrimary: true,
      verifiedAt: value === subject ? null : new Date(),
    },
  });
  return { ...user, identityId };
}

import "server-only";
import type { Context } from "@/lib/core/context";
import { db, type Tx } from "@/lib/core/db";
import type { CallerContact } from "./schema";

const MOST = 50;

/** What of this user an agent can verify a caller by: verified addresses, proven phones and authenticator apps; not masked. */
export async function findCallerContacts(
  ctx: Pick<Context, "environment">,
  userId: string,
  tx: Tx = db,
): Promise<CallerContact[]> {
  const environmentId = ctx.environment.id;
  const [identities, factors] = [
    await tx.identity.findMany({
      where: {
        ...{ userId, environmentId, type: { in: ["email", "phone", "enterprise"] } },
        ...{ claim: { not: null }, verifiedAt: { not: null } },
      },
      orderBy: [{ type: "asc" }, { isPrimary: "desc" }, { id: "asc" }],
      take: MOST,
      select: { id: true, type: true, value: true },
    }),
    await tx.mfaFactor.findMany({
      where: {
        userId,
        environmentId,
        method: { in: ["sms", "authenticator"] },
        user: { status: { not: "deleted" } },
      },
      orderBy: [{ method: "asc" }, { id: "asc" }],
      take: MOST,
      select: { id: true, method: true, contact: true },
    }),
  ];
  // An enterprise identity that is verified shows an address of the connection's own domain.
  const contacts: CallerContact[] = identities.map(({ id, type, value }) => ({
    id,
    method: type === "phone" ? "phone" : "email",
    label: value,
  }));
  for (const { id, method, contact } of factors) {
    if (method === "authenticator") contacts.push({ id, method, label: "" });
    // A number that is an identity as well is offered once.
    else if (contact && !contacts.some(({ label }) => label === contact)) {
      contacts.push({ id, method: "phone", label: contact });
    }
  }
  return contacts;
}

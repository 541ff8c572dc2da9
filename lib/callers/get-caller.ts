import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { maskContact } from "@/lib/core/mask-contact";
import { assertCan } from "@/lib/permissions/assert-can";
import { assertCanSupport } from "@/lib/support/assert-can-support";
import { findCallerContacts } from "./find-caller-contacts";
import type { CallerContact } from "./schema";

/** How a caller can be verified to be this user. */
export async function getCaller(ctx: Context, userId: string): Promise<{ contacts: CallerContact[] }> {
  assertCan(ctx, "users:read");
  assertCanSupport(ctx);
  const where = { id: userId, environmentId: ctx.environment.id };
  if (!isId(userId) || (await db.user.count({ where })) === 0) throw notFoundError("user");
  const contacts = await findCallerContacts(ctx, userId);
  return {
    contacts: contacts.map((contact) => ({ ...contact, label: contact.label && maskContact(contact.label) })),
  };
}

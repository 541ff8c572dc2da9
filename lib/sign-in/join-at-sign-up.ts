import "server-only";
import type { NewEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { insertOrganization } from "@/lib/organizations/insert-organization";
import { type Joined, joinOrganizations } from "@/lib/users/join-organizations";
import type { Flow } from "./find-flow";
import { findSignUpVerdict } from "./find-sign-up-verdict";
import type { Join } from "./judge-sign-up";

type NewUser = {
  userId: string;
  /** Empty where it is not proven: it belongs to no domain then. */
  email: string;
  organizationName?: string;
  /** What the connection says through which they come. */
  organizationId?: string;
};

/**
 * Brings a user who just came to be into the organizations that the policies say. They are asked once more, as they may
 * have changed since the form was sent; what they refuse now undoes the whole sign-up.
 */
export async function joinAtSignUp(
  tx: Tx,
  ctx: Context,
  flow: Flow,
  { userId, email, organizationName, organizationId }: NewUser,
): Promise<{ joined: Joined[]; events: NewEvent[]; newCode: string | undefined }> {
  const verdict = await findSignUpVerdict(flow, email, tx, organizationId);
  if (verdict.kind === "refused") throw new AppError("forbidden", verdict.message);
  const name = flow.state.orgName || organizationName;
  const created =
    verdict.isOrganizationCreated && name
      ? await insertOrganization(tx, ctx, { name, externalId: null })
      : null;
  const ids = verdict.joins.map((join) => join.organizationId);
  const joined = await joinOrganizations(tx, ctx, {
    userIds: [userId],
    organizationIds: created ? [created.organizationId, ...ids] : ids,
    isNew: true,
  });
  if (joined.length === 0) {
    throw new AppError("conflict", "Your organization has just changed. Create your account once more.");
  }
  const events = joined.flatMap((one) => eventOf(one, userId, reasonOf(one.organization.id, verdict.joins)));
  return { joined, events, newCode: created?.code };
}

// Who belongs to the default organization for want of another did not join it: that is said by the sign-up itself.
function eventOf({ organization, roles }: Joined, userId: string, reason: string | null): NewEvent[] {
  if (!reason) return [];
  return [
    {
      type: "organization.member_added",
      target: { type: "user", id: userId },
      organizationId: organization.id,
      reason,
      before: { isMember: false },
      after: { isMember: true, ...(roles.length > 0 && { roles }) },
    },
  ];
}

function reasonOf(organizationId: string, joins: readonly Join[]): string | null {
  const by = joins.find((join) => join.organizationId === organizationId)?.by;
  if (by === "default") return null;
  if (by === "connection") return "Came through a connection whose users join the organization";
  if (by === "code") return "Signed up with the organization's code";
  return by === "domain" ? "Signed up with an address of an allowed domain" : "Created at sign-up";
}

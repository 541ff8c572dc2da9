import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { joinOrganizations, rolesInWords } from "@/lib/users/join-organizations";
import { keepOwners } from "@/lib/users/keep-owners";
import { lockUser } from "@/lib/users/lock-user";
import { stateConflict } from "@/lib/users/state-conflict";
import { type HeldOrganization, holdOrganizations } from "./hold-organizations";
import { leaveOrganizations } from "./leave-organizations";
import type { setUserOrganizationsInput } from "./schema";

/** Makes these the organizations of a user. Leaving one takes away the roles and permissions held there. */
export async function setUserOrganizations(
  ctx: Context,
  input: z.output<typeof setUserOrganizationsInput>,
): Promise<void> {
  assertCan(ctx, "organizations:write");
  const { userId } = input;
  if (!isId(userId)) throw notFoundError("user");
  await inTransaction(ctx, (tx) =>
    keepOwners(tx, ctx, async () => {
      const status = await lockUser(tx, ctx, userId);
      if (status === "deleted") throw stateConflict(status, ["active", "suspended"]);
      const rows = await tx.membership.findMany({ where: { userId }, select: { organizationId: true } });
      const current = new Set(rows.map(({ organizationId }) => organizationId));
      const wanted = new Set(input.organizationIds);
      const seen = new Set(input.seenIds);
      const known = await holdOrganizations(tx, ctx, [...new Set([...current, ...wanted, ...seen])]);
      assertUnchanged(current, seen, known);

      const missing = [...wanted].filter((id) => !known.some((organization) => organization.id === id));
      if (wanted.size === 0 || missing.length > 0) {
        throw new AppError("validation", "Some fields need your attention.", {
          organizationIds:
            missing.length > 0
              ? "One of these organizations does not exist any more. Reload and choose again."
              : "A user always belongs to at least one organization.",
        });
      }
      const leaving = known.filter(({ id }) => current.has(id) && !wanted.has(id));
      const joining = known.filter(({ id }) => wanted.has(id) && !current.has(id));
      if (leaving.length === 0 && joining.length === 0) return;
      await change(tx, ctx, userId, leaving, joining);
    }),
  );
}

async function change(
  tx: Tx,
  ctx: Context,
  userId: string,
  leaving: HeldOrganization[],
  joining: HeldOrganization[],
) {
  const left = leaving.length > 0 ? await leaveOrganizations(tx, userId, leaving) : [];
  const organizationIds = joining.map(({ id }) => id);
  const roles = rolesInWords(await joinOrganizations(tx, ctx, { userIds: [userId], organizationIds }));
  await recordEvent(tx, ctx, {
    type: "user.organizations_updated",
    target: { type: "user", id: userId },
    // In words that the log can show, with the codes that stay the same when a name changes.
    before: {
      left: left.map(inLog),
      roles: left.flatMap((organization) =>
        organization.roles.map((key) => `${key} in ${organization.name}`),
      ),
      permissions: left.flatMap((organization) =>
        organization.permissions.map((key) => `${key} in ${organization.name}`),
      ),
    },
    after: { joined: joining.map(inLog), ...(roles.length > 0 && { roles }) },
  });
}

function inLog({ name, code }: HeldOrganization): string {
  return `${name} (${code})`;
}

// Of two admins who save one page the second is told what the first has changed.
function assertUnchanged(
  current: ReadonlySet<string>,
  seen: ReadonlySet<string>,
  known: readonly HeldOrganization[],
): void {
  const nameOf = (id: string) => known.find((organization) => organization.id === id)?.name ?? "one deleted";
  const joined = [...current].filter((id) => !seen.has(id)).map(nameOf);
  const left = [...seen].filter((id) => !current.has(id)).map(nameOf);
  if (joined.length === 0 && left.length === 0) return;
  const changes = [
    ...(joined.length > 0 ? [`joined ${inWords(joined)}`] : []),
    ...(left.length > 0 ? [`left ${inWords(left)}`] : []),
  ];
  throw new AppError(
    "conflict",
    `Someone else changed this while you had it open: the user ${changes.join(" and ")}. Nothing was saved. Reload to go on.`,
  );
}

function inWords(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

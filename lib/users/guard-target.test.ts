import { expect, test } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import {
  contextFor,
  createRoleRow,
  createStaff,
  createTeam,
  createUserRow,
  giveRole,
} from "@/prisma/factories";
import { addIdentity } from "./add-identity";
import { deleteUser } from "./delete-user";
import { handOverPassword } from "./hand-over-password";
import { resetMfa } from "./reset-mfa";
import { resetPassword } from "./reset-password";
import { setTemporaryPassword } from "./set-temporary-password";
import { suspendUser } from "./suspend-user";
import { updateUser } from "./update-user";

const DESK = [
  "staff:manage",
  "users:read",
  "users:update",
  "users:suspend",
  "users:reset_password",
  "users:reset_mfa",
];
const reason = "Tested";

/** A member of the team with a role of the business's own, that may look after colleagues and no more. */
async function deskOfTheTeam() {
  const team = await createTeam();
  const permissions = ["users:delete", ...DESK];
  const role = await createRoleRow({ environmentId: team.id, key: `desk-${newId()}`, permissions });
  const member = async () => {
    const user = await createUserRow({ environmentId: team.id, password: "kestrel moss window" });
    await giveRole({ userId: user.id, organizationId: team.organizationId, roleId: role.id });
    return user;
  };
  const agent = await member();
  const admin = await contextFor({ role: "admin", environment: team });
  const actor = { ...admin.actor, id: agent.id, isOwner: false, permissions: new Set(permissions) };
  return { team, ctx: { ...admin, actor } satisfies Context, member };
}

const DEEDS: [string, (ctx: Context, userId: string) => Promise<unknown>][] = [
  ["reset a password", (ctx, userId) => resetPassword(ctx, { userId, reason })],
  [
    "set a temporary password",
    (ctx, userId) => setTemporaryPassword(ctx, { userId, password: "heron slate lantern", hours: "24" }),
  ],
  ["hand one over", (ctx, userId) => handOverPassword(ctx, { userId, hours: "24" })],
  ["reset MFA", (ctx, userId) => resetMfa(ctx, { userId, factorId: null, reason })],
  [
    "add an address",
    (ctx, userId) =>
      addIdentity(ctx, { userId, type: "email", value: `${newId()}@evil.example`, country: "" }),
  ],
  ["rename", (ctx, userId) => updateUser(ctx, { userId, firstName: "Changed", lastName: "By another" })],
  ["suspend", (ctx, userId) => suspendUser(ctx, { userId, reason })],
  ["delete", (ctx, userId) => deleteUser(ctx, { userId, extent: "access", reason })],
];

test.each(DEEDS)("nobody may %s for a colleague who has more rights", async (_, deed) => {
  const { team, ctx, member } = await deskOfTheTeam();
  const admin = await createStaff({ role: "admin" });
  const direct = await member();
  const permission = await db.permission.findFirstOrThrow({
    where: { environmentId: team.id, key: "settings:write" },
  });
  const place = { organizationId: team.organizationId, userId: direct.id };
  await db.membershipPermission.create({ data: { ...place, permissionId: permission.id } });
  for (const userId of [admin.id, direct.id]) {
    const before = await db.user.findUniqueOrThrow({ where: { id: userId } });
    const more = { code: "forbidden", message: expect.stringContaining("rights that you do not have") };
    await expect(deed(ctx, userId)).rejects.toMatchObject(more);
    expect(await db.user.findUniqueOrThrow({ where: { id: userId } })).toEqual(before);
    expect(await db.auditEvent.count({ where: { userId, actorId: ctx.actor.id } })).toBe(0);
  }
});

test.each(DEEDS)("who may %s does so for a colleague of the same rights", async (_, deed) => {
  const { ctx, member } = await deskOfTheTeam();
  const { id } = await member();
  await db.user.update({ where: { id }, data: { mfaOptedOutAt: new Date() } });
  await deed(ctx, id);
  expect(await db.auditEvent.count({ where: { userId: id, actorId: ctx.actor.id } })).toBeGreaterThan(0);
});

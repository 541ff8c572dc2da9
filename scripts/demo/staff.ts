import { recordEvents } from "@/lib/audit/record-event";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";
import { newId } from "@/lib/core/ids";
import { STAFF_ROLES } from "@/lib/permissions/staff-permissions";

const STAFF = [
  { role: "admin", firstName: "Moana", lastName: "Tamihana" },
  { role: "admin", firstName: "Jürgen", lastName: "Lindqvist" },
  { role: "support", firstName: "Priya", lastName: "Banerjee" },
  { role: "support", firstName: "Chidi", lastName: "Okafor" },
  { role: "support", firstName: "Sofía", lastName: "Núñez" },
  { role: "night-desk", firstName: "Tāne", lastName: "Parata" },
  { role: "auditor", firstName: "Hannah", lastName: "Davies" },
];

export type DemoStaff = { id: string; name: string; email: string; role: string };

/** Staff of each role beside the owner, who sign in with one password. */
export async function createDemoStaff(tx: Tx, ctx: Context, passwordHash: string): Promise<DemoStaff[]> {
  const team = await tx.environment.findUniqueOrThrow({
    where: { key: TEAM_ENVIRONMENT },
    select: {
      id: true,
      key: true,
      name: true,
      organizations: { where: { isDefault: true }, select: { id: true } },
      roles: { select: { id: true, key: true } },
    },
  });
  const organizationId = team.organizations[0]?.id ?? "";
  const roles = [...team.roles, await createNightDesk(tx, { ...ctx, environment: team })];
  const made: DemoStaff[] = [];
  for (const { role, firstName, lastName } of STAFF) {
    const userId = newId();
    const email = `${firstName}@staff.example`
      .normalize("NFD")
      .replace(/[^a-z@.]/gi, "")
      .toLowerCase();
    const roleId = roles.find(({ key }) => key === role)?.id ?? "";
    const environmentId = team.id;
    const claim = toClaim("email", email);
    const identity = { id: newId(), environmentId, userId, value: email, claim, verifiedAt: new Date() };
    await tx.user.create({ data: { id: userId, environmentId, firstName, lastName } });
    await tx.identity.create({ data: { ...identity, type: "email", isPrimary: true } });
    await tx.password.create({ data: { userId, hash: passwordHash } });
    await tx.membership.create({ data: { organizationId, userId } });
    await tx.membershipRole.create({ data: { organizationId, userId, roleId } });
    const after = { firstName, lastName, email, role };
    const target = { type: "user", id: userId };
    await recordEvents(tx, { ...ctx, environment: { id: team.id, key: team.key, name: team.name } }, [
      { type: "user.created", target, after },
    ]);
    made.push({ id: userId, name: `${firstName} ${lastName}`, email, role });
  }
  return made;
}

/** A role of the business's own: Support, without what can wait until the morning. */
async function createNightDesk(tx: Tx, ctx: Context): Promise<{ id: string; key: string }> {
  const facts = { key: "night-desk", name: "Night desk", description: "Answers the phone at night." };
  const support = STAFF_ROLES.find(({ key }) => key === "support")?.permissions ?? [];
  const keys = support.filter((key) => key !== "users:create" && key !== "subscribers:write");
  const held = await tx.permission.findMany({
    where: { environmentId: ctx.environment.id, key: { in: keys } },
    select: { id: true, key: true },
  });
  const id = newId();
  await tx.role.create({ data: { ...facts, id, environmentId: ctx.environment.id }, select: { id: true } });
  await tx.rolePermission.createMany({ data: held.map((one) => ({ roleId: id, permissionId: one.id })) });
  await recordEvents(tx, ctx, [
    {
      type: "role.created",
      target: { type: "role", id },
      after: { ...facts, permissions: held.map(({ key }) => key) },
    },
  ]);
  return { id, key: facts.key };
}

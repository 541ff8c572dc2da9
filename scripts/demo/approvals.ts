import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import type { ApprovalState } from "@/prisma/generated/client";
import type { SeededRandom } from "@/prisma/seeded-random";
import type { DemoPerson } from "./people";

const HOUR = 3600 * 1000;

type World = {
  tx: Tx;
  ctx: Context;
  random: SeededRandom;
  now: number;
  staff: readonly { id: string; role: string }[];
};

const MAIL = "“Forgot password?” at the next sign-in, a code by email and a new password. Sessions end.";
const EXTENT = { label: "Extent", value: "Completely remove the user record" };

type Request = {
  hours: number;
  deed: "reset_password" | "delete_user";
  state: ApprovalState;
  reason: string;
  decisionReason?: string;
  failure?: string;
};

const REQUESTS: Request[] = [
  { hours: 2, deed: "delete_user", state: "pending", reason: "Asked by letter to be removed, ticket 5120" },
  { hours: 5, deed: "reset_password", state: "pending", reason: "New phone, lost the old mailbox password" },
  {
    hours: 9,
    deed: "delete_user",
    state: "pending",
    reason: "Second account of the same person, ticket 5098",
  },
  {
    hours: 30,
    deed: "reset_password",
    state: "approved",
    reason: "Called from the office line, known to us",
  },
  {
    ...{ hours: 52, deed: "reset_password", state: "refused", reason: "Says that it is urgent" },
    decisionReason: "Could not answer any question about the account. Call them back at the number we have.",
  },
  { hours: 75, deed: "delete_user", state: "cancelled", reason: "Contract ended" },
  { hours: 120, deed: "reset_password", state: "expired", reason: "Forgot it while travelling" },
  {
    ...{ hours: 170, deed: "reset_password", state: "failed", reason: "Cannot sign in since yesterday" },
    failure: "This user is suspended and cannot sign in. Restore the user first.",
  },
];

/** Some deeds need more than a right here, and some of what was asked for waits. */
export async function createApprovals(world: World, people: readonly DemoPerson[]): Promise<void> {
  const { tx, ctx, random, now, staff } = world;
  const environmentId = ctx.environment.id;
  await tx.environment.update({
    where: { id: environmentId },
    data: {
      passwordResetPolicy: "approval",
      deleteUserPolicy: "approval",
      mfaResetPolicy: "caller_verified",
    },
  });
  const admins = staff.filter(({ role }) => role === "admin");
  const agents = staff.filter(({ role }) => role === "support");
  // Only who is active and has proven an address can be asked for.
  const known = people.filter(
    ({ fate, origin, lastSignInAt }) => fate === "active" && origin === "sign-up" && lastSignInAt !== null,
  );
  const rows = REQUESTS.map(({ hours, deed, state, reason, ...told }, index) => {
    const at = now - hours * HOUR;
    const person = known[index * 7];
    const asks = (deed === "delete_user" ? admins : agents)[index % 2];
    const decides = admins.find(({ id }) => id !== asks?.id);
    const userId = person?.id ?? "";
    const decidedById = state === "cancelled" ? asks?.id : decides?.id;
    const isDecided = state !== "pending" && state !== "expired";
    return {
      ...{ id: random.idAt(at), environmentId, userId, requestedById: asks?.id ?? "", deed, state, reason },
      input: deed === "delete_user" ? { userId, extent: "record", reason } : { userId, reason },
      summary: deed === "delete_user" ? [EXTENT] : [{ label: "What happens", value: MAIL }],
      ...(index % 2 === 1 && {
        callerMethod: "email" as const,
        callerVerifiedAt: new Date(at - 4 * 60_000),
        callerContactId: person?.identities[0]?.id,
      }),
      ...{ createdAt: new Date(at), expiresAt: new Date(at + 24 * HOUR) },
      slot: state === "pending" ? `demo-${index}` : null,
      ...(isDecided && { decidedById, decidedAt: new Date(at + HOUR) }),
      ...told,
    };
  });
  await tx.approvalRequest.createMany({ data: rows });
  await tx.auditEvent.createMany({
    data: rows.flatMap((row) => {
      const about = { environmentId, userId: row.userId, targetType: "approval", targetId: row.id };
      const asked = {
        ...{
          ...about,
          id: random.idAt(row.createdAt.getTime()),
          type: "approval.requested",
          reason: row.reason,
        },
        ...{
          actorType: "admin",
          actorId: row.requestedById,
          after: { kind: row.deed, expiresAt: row.expiresAt },
        },
      };
      if (row.state === "pending") return [asked];
      const isExpired = row.state === "expired";
      const at = isExpired ? row.expiresAt : new Date(row.createdAt.getTime() + HOUR);
      const ended = {
        ...{
          ...about,
          id: random.idAt(at.getTime()),
          type: `approval.${row.state}`,
          after: { kind: row.deed },
        },
        ...{ actorType: isExpired ? "system" : "admin", actorId: row.decidedById ?? null },
      };
      return [asked, ended];
    }),
  });
}

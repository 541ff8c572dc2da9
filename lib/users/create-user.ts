import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { type ClaimType, toClaim } from "@/lib/core/identity-claim";
import { newId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { assertClaimsFree, orClaimConflict } from "./free-claims";
import { type Joined, joinOrganizations, rolesInWords } from "./join-organizations";
import type { createUserInput } from "./schema";
import { toE164 } from "./to-e164";

type NewIdentity = { type: ClaimType; value: string; claim: string };

/** Adds a user with one to three identities to one or more organizations; returns the user's id. */
export async function createUser(
  ctx: Context,
  input: z.output<typeof createUserInput>,
): Promise<{ userId: string }> {
  assertCan(ctx, "users:create");
  const { firstName, lastName } = input;
  const identities = identitiesOf(input);
  const userId = newId();

  await orClaimConflict(
    inTransaction(ctx, async (tx) => {
      await assertClaimsFree(tx, ctx, identities);
      const environmentId = ctx.environment.id;
      await tx.user.create({
        data: { id: userId, environmentId, firstName, lastName },
        select: { id: true },
      });
      await tx.identity.createMany({
        data: identities.map((identity) => ({
          ...identity,
          id: newId(),
          environmentId,
          userId,
          // The first of each type is the primary one, and there is one of each here.
          isPrimary: true,
        })),
      });
      const { organizationIds } = input;
      const joined = await joinOrganizations(tx, ctx, { userIds: [userId], organizationIds, isNew: true });
      assertAllJoined(joined, organizationIds);
      const roles = rolesInWords(joined);
      await recordEvent(tx, ctx, {
        type: "user.created",
        target: { type: "user", id: userId },
        after: {
          firstName,
          lastName,
          ...Object.fromEntries(identities.map(({ type, value }) => [type, value])),
          organizationIds: joined.map(({ organization }) => organization.id),
          ...(roles.length > 0 && { roles }),
        },
      });
    }),
  );
  return { userId };
}

function identitiesOf(input: z.output<typeof createUserInput>): NewIdentity[] {
  const given = [
    ["email", input.email],
    ["username", input.username],
    ["phone", input.phone && toE164(input.phone, "", "phone")],
  ] as const;
  return given.flatMap(([type, value]) => (value ? [{ type, value, claim: toClaim(type, value) }] : []));
}

function assertAllJoined(joined: readonly Joined[], wanted: readonly string[]): void {
  if (joined.length === 0 || joined.length < new Set(wanted).size) {
    throw new AppError("validation", "Some fields need your attention.", {
      organizationIds: "One of these organizations does not exist any more. Choose again.",
    });
  }
}

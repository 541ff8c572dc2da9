import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import type { MfaMethod, MfaRequirement } from "@/lib/mfa/schema";
import { assertCan } from "@/lib/permissions/assert-can";

const MOST_FACTORS = 200;

export type UserFactor = {
  id: string;
  method: MfaMethod;
  /** Where codes are sent. */
  contact: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
};

export type MfaSection = {
  /** Null: the environment's own. */
  organizationId: string | null;
  name: string;
  requirement: MfaRequirement;
  /** When the user declined, where that is possible. */
  optedOutAt: Date | null;
  factors: UserFactor[];
};

export type UserMfa = {
  sections: MfaSection[];
  /** How many recovery codes are left; null for who has none at all, used ones included. */
  recoveryCodes: number | null;
};

/** The second factors of a user: those of the environment, and those of each organization that sets its own. */
export async function getUserMfa(ctx: Context, userId: string): Promise<UserMfa> {
  assertCan(ctx, "users:read");
  if (!isId(userId)) throw notFoundError("user");
  const user = await db.user.findFirst({
    where: { id: userId, environmentId: ctx.environment.id },
    select: {
      mfaOptedOutAt: true,
      environment: { select: { name: true, mfaRequirement: true } },
      mfaFactors: {
        orderBy: { id: "asc" },
        take: MOST_FACTORS,
        select: {
          ...{ id: true, method: true, contact: true, createdAt: true, lastUsedAt: true },
          organization: { select: { id: true, name: true, isMfaEnforced: true } },
        },
      },
      memberships: {
        where: { organization: { isMfaEnforced: true } },
        orderBy: { organizationId: "asc" },
        take: MOST_FACTORS,
        select: { organization: { select: { id: true, name: true, isMfaEnforced: true } } },
      },
      recoveryCodes: { select: { usedAt: true } },
    },
  });
  if (!user) throw notFoundError("user");
  const { environment, mfaFactors, mfaOptedOutAt, recoveryCodes } = user;
  const factorsOf = (organizationId: string | null) =>
    mfaFactors
      .filter(({ organization }) => (organization?.id ?? null) === organizationId)
      .map(({ organization: _, ...factor }) => factor);
  const own: MfaSection = {
    organizationId: null,
    name: environment.name,
    requirement: environment.mfaRequirement,
    optedOutAt: mfaOptedOutAt,
    factors: factorsOf(null),
  };
  const hasOwn = own.requirement !== "no" || own.optedOutAt !== null || own.factors.length > 0;
  const organizations = new Map(
    [...user.memberships, ...mfaFactors].flatMap(({ organization }) =>
      organization ? [[organization.id, organization] as const] : [],
    ),
  );
  const sections = [...organizations.values()].map(({ id, name, isMfaEnforced }): MfaSection => {
    const isAsked = environment.mfaRequirement === "no" && isMfaEnforced;
    return {
      ...{ organizationId: id, name, optedOutAt: null, factors: factorsOf(id) },
      requirement: isAsked ? "yes" : "no",
    };
  });
  return {
    sections: hasOwn ? [own, ...sections] : sections,
    recoveryCodes: recoveryCodes.length > 0 ? recoveryCodes.filter(({ usedAt }) => !usedAt).length : null,
  };
}

import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import type { CurrentPolicy } from "./find-current-policies";

export type Acceptance = {
  policies: Pick<CurrentPolicy, "id" | "kind" | "version" | "url">[];
  acceptedAt: string;
  ip: string | null;
};

const EVENT_OF = { terms: "policy.terms_accepted", privacy: "policy.privacy_accepted" } as const;

/** Notes that a user accepted these versions; what was accepted before is neither changed nor recorded again. */
export async function recordAcceptance(
  tx: Tx,
  ctx: Context,
  userId: string,
  { policies, acceptedAt, ip }: Acceptance,
): Promise<void> {
  if (policies.length === 0) return;
  const added = await tx.policyAcceptance.createManyAndReturn({
    data: policies.map(({ id }) => ({ userId, policyVersionId: id, acceptedAt: new Date(acceptedAt), ip })),
    skipDuplicates: true,
    select: { policyVersionId: true },
  });
  const isNew = new Set(added.map(({ policyVersionId }) => policyVersionId));
  await recordEvents(
    tx,
    ctx,
    policies
      .filter(({ id }) => isNew.has(id))
      .map(({ id, kind, version, url }) => ({
        type: EVENT_OF[kind],
        target: { type: "policy_version", id },
        userId,
        after: { version, url, acceptedAt },
      })),
  );
}

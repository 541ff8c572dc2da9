import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { insertVersion, setCurrentVersion } from "./insert-version";
import { lockPolicies, type PolicyState } from "./lock-policies";
import { POLICY_KINDS, type updatePolicyAcceptanceInput } from "./schema";

type Input = z.output<typeof updatePolicyAcceptanceInput>;

/**
 * Sets where the policies stand and whether people are asked to accept them. An address is part of what is accepted, so
 * another one is a new version; an address that is emptied takes the policy away. Saving what stands changes nothing.
 */
export async function updatePolicyAcceptance(ctx: Context, input: Input): Promise<void> {
  assertCan(ctx, "settings:write");
  const urls = { terms: input.termsUrl, privacy: input.privacyUrl };
  await inTransaction(ctx, async (tx) => {
    const now = await lockPolicies(tx, ctx);
    const changed = POLICY_KINDS.filter((kind) => (now[kind]?.url ?? "") !== urls[kind]);
    if (changed.length === 0 && now.isShown === input.isShown) return;
    assertUnchanged(now, input.seen);
    for (const kind of changed) {
      if (urls[kind]) await insertVersion(tx, ctx, kind, urls[kind]);
      else await withdraw(tx, ctx, kind, now);
    }
    if (now.isShown !== input.isShown) await show(tx, ctx, input.isShown);
  });
}

// Of two admins who save one page the second is told.
function assertUnchanged(now: PolicyState, seen: Input["seen"]): void {
  const isSame =
    now.isShown === seen.isShown && POLICY_KINDS.every((kind) => (now[kind]?.version ?? 0) === seen[kind]);
  if (isSame) return;
  throw new AppError(
    "conflict",
    "Someone else changed this while you had it open. Nothing was saved. Reload and look again.",
  );
}

async function withdraw(tx: Tx, ctx: Context, kind: (typeof POLICY_KINDS)[number], now: PolicyState) {
  await setCurrentVersion(tx, ctx.environment.id, kind, null);
  await recordEvent(tx, ctx, {
    type: "policy.withdrawn",
    target: { type: "environment", id: ctx.environment.id },
    before: { policy: kind, ...now[kind] },
  });
}

async function show(tx: Tx, ctx: Context, isPolicyAcceptanceShown: boolean): Promise<void> {
  const { id } = ctx.environment;
  await tx.environment.update({ where: { id }, data: { isPolicyAcceptanceShown }, select: { id: true } });
  await recordEvent(tx, ctx, {
    type: "environment.updated",
    target: { type: "environment", id },
    before: { isPolicyAcceptanceShown: !isPolicyAcceptanceShown },
    after: { isPolicyAcceptanceShown },
  });
}

import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import { assertUnchanged } from "@/lib/core/assert-unchanged";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { readSupportSettings } from "./read-support-settings";
import {
  POLICY_NAMES,
  SUPPORT_DEED_LABELS,
  SUPPORT_DEEDS,
  SUPPORT_POLICY_LABELS,
  type SupportSettings,
  type supportSettingsInput,
} from "./schema";

/** Changes what the deeds of the support desk need; it holds from the next deed on, for everybody. */
export async function updateSupportSettings(
  ctx: Context,
  { seen, ...after }: z.output<typeof supportSettingsInput>,
): Promise<void> {
  assertCan(ctx, "settings:write");
  const { id } = ctx.environment;
  await inTransaction(ctx, async (tx) => {
    // Of two admins who save at once, the second waits here and is told what the first has changed.
    await tx.$queryRaw`SELECT id FROM environment WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    const before = await readSupportSettings(ctx, tx);
    // Each of these keys was read from the settings themselves.
    const changed = (Object.keys(before) as (keyof SupportSettings)[]).filter(
      (key) => before[key] !== after[key],
    );
    if (changed.length === 0) return;
    assertUnchanged(factsOf(before, seen));
    await tx.environment.update({ where: { id }, data: after, select: { id: true } });
    const only = (settings: SupportSettings) =>
      Object.fromEntries(changed.map((key) => [key, settings[key]]));
    await recordEvent(tx, ctx, {
      type: "environment.updated",
      target: { type: "environment", id },
      before: only(before),
      after: only(after),
    });
  });
}

function factsOf(now: SupportSettings, seen: SupportSettings) {
  return [
    ...SUPPORT_DEEDS.map((deed) => ({
      label: `“${SUPPORT_DEED_LABELS[deed]}”`,
      now: SUPPORT_POLICY_LABELS[now[POLICY_NAMES[deed]]],
      seen: SUPPORT_POLICY_LABELS[seen[POLICY_NAMES[deed]]],
    })),
    {
      label: "“Hours for which a request waits”",
      now: String(now.approvalHours),
      seen: String(seen.approvalHours),
    },
  ];
}

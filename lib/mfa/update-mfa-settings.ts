import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { changedMfaSettings } from "./changed-mfa-settings";
import { readMfaSettings } from "./get-mfa-settings";
import type { MfaSettings, mfaSettingsInput } from "./schema";

const NAMES = {
  requirement: "mfaRequirement",
  methods: "mfaMethods",
  isRecoveryEnabled: "isMfaRecoveryEnabled",
} as const satisfies Record<keyof MfaSettings, string>;

/** Changes what this environment asks of every sign-in from now on, and of sessions that stand when they are used next. */
export async function updateMfaSettings(
  ctx: Context,
  input: z.output<typeof mfaSettingsInput>,
): Promise<void> {
  assertCan(ctx, "settings:write");
  const { id } = ctx.environment;
  const { seen, ...wanted } = input;
  await inTransaction(ctx, async (tx) => {
    // Of two admins who save at once, the second waits here and is told what the first has changed.
    await tx.$queryRaw`SELECT id FROM environment WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    const before = await readMfaSettings(ctx, tx);
    const changed = changedMfaSettings(before, seen, wanted);
    if (changed.length === 0) return;
    await tx.environment.update({ where: { id }, data: named(wanted), select: { id: true } });
    const only = (settings: MfaSettings) =>
      Object.fromEntries(changed.map((key) => [NAMES[key], settings[key]]));
    await recordEvent(tx, ctx, {
      type: "environment.updated",
      target: { type: "environment", id },
      before: only(before),
      after: only(wanted),
    });
  });
}

function named({ requirement, methods, isRecoveryEnabled }: MfaSettings) {
  return {
    mfaRequirement: requirement,
    mfaMethods: [...new Set(methods)],
    isMfaRecoveryEnabled: isRecoveryEnabled,
  };
}

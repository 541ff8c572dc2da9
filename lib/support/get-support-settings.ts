import "server-only";
import type { Context } from "@/lib/core/context";
import { assertCan } from "@/lib/permissions/assert-can";
import { countDeciders, type DeciderCounts } from "./count-deciders";
import { readSupportSettings } from "./read-support-settings";
import type { SupportSettings } from "./schema";

/** What this environment asks of its support desk, and how many could decide about each deed. */
export async function getSupportSettings(
  ctx: Context,
): Promise<{ settings: SupportSettings; deciders: DeciderCounts }> {
  assertCan(ctx, "settings:read");
  const [settings, deciders] = await Promise.all([readSupportSettings(ctx), countDeciders(ctx)]);
  return { settings, deciders };
}

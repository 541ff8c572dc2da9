import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { insertVersion } from "./insert-version";
import { lockPolicies } from "./lock-policies";
import { POLICY_NAMES, type publishPolicyInput } from "./schema";

/** Says that what stands at a policy's address has changed: everybody is asked again at their next sign-in. */
export async function publishPolicy(ctx: Context, input: z.output<typeof publishPolicyInput>): Promise<void> {
  assertCan(ctx, "settings:write");
  await inTransaction(ctx, async (tx) => {
    const current = (await lockPolicies(tx, ctx))[input.kind];
    const { inText } = POLICY_NAMES[input.kind];
    if (!current) throw new AppError("conflict", `There is no ${inText} here. Enter its URL and save first.`);
    // Two clicks, or two admins, who mean the same change publish one version.
    if (current.version !== input.seenVersion) {
      throw new AppError(
        "conflict",
        `Version ${current.version} of the ${inText} was published in the meantime. Reload and look again.`,
      );
    }
    await insertVersion(tx, ctx, input.kind, current.url);
  });
}

import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { throwRefusal } from "./change-targets";
import { restoreTargets } from "./restore-targets";
import type { restoreUserInput } from "./schema";

/** Gives a suspended user back what suspending took; sessions that ended stay ended. */
export async function restoreUser(ctx: Context, input: z.output<typeof restoreUserInput>): Promise<void> {
  assertCan(ctx, "users:suspend");
  await inTransaction(ctx, async (tx) => throwRefusal(await restoreTargets(tx, ctx, [input.userId])));
}

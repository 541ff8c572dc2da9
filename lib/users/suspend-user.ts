import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { throwRefusal } from "./change-targets";
import type { suspendUserInput } from "./schema";
import { suspendTargets } from "./suspend-targets";

/** Keeps a user out until restored: sign-in is refused, and sessions and tokens end at once. */
export async function suspendUser(ctx: Context, input: z.output<typeof suspendUserInput>): Promise<void> {
  assertCan(ctx, "users:suspend");
  await inTransaction(ctx, async (tx) => {
    throwRefusal(await suspendTargets(tx, ctx, [input.userId], input.reason));
  });
}

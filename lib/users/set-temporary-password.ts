import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { giveTemporaryPassword } from "./give-temporary-password";
import { prepareTemporaryPassword } from "./prepare-temporary-password";
import type { setTemporaryPasswordInput } from "./schema";

/** Gives a user a password for one sign-in, in which they choose their own; sessions and tokens end at once. */
export async function setTemporaryPassword(
  ctx: Context,
  input: z.output<typeof setTemporaryPasswordInput>,
): Promise<void> {
  assertCan(ctx, "users:reset_password");
  const prepared = await prepareTemporaryPassword(ctx, input);
  await inTransaction(ctx, (tx) => giveTemporaryPassword(tx, ctx, prepared));
}

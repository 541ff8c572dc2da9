import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { assertMayConnect } from "./may-connect";
import type { connectionIdInput } from "./schema";
import { setEnabled } from "./set-enabled";

/** Closes a connection: nobody signs in through it any more, and a sign-in that has begun does not come to its end. Sessions go on. */
export async function disableConnection(
  ctx: Context,
  { connectionId }: z.output<typeof connectionIdInput>,
): Promise<void> {
  assertMayConnect(ctx);
  await setEnabled(ctx, connectionId, false);
}

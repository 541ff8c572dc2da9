import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { assertMayConnect } from "./may-connect";
import type { connectionIdInput } from "./schema";
import { setEnabled } from "./set-enabled";

/** Lets users sign in through a connection again. */
export async function enableConnection(
  ctx: Context,
  { connectionId }: z.output<typeof connectionIdInput>,
): Promise<void> {
  assertMayConnect(ctx);
  await setEnabled(ctx, connectionId, true);
}

import { unstable_rethrow } from "next/navigation";
import type { ActionResult, BoundAction } from "@/lib/core/action-result";

/** Calls a server action; a lost connection becomes an ordinary refusal, a redirect goes on its way. */
export async function callAction<T>(action: BoundAction<T>, input: unknown): Promise<ActionResult<T>> {
  try {
    return await action(input);
  } catch (error) {
    unstable_rethrow(error);
    return {
      ok: false,
      error: {
        code: "unreachable",
        message:
          "The server could not be reached, so we do not know whether this was saved. Reload and look.",
      },
    };
  }
}

import "server-only";
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionError, ActionResult } from "@/lib/core/action-result";
import type { Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { logger } from "@/lib/core/logger";
import { getAdminContext } from "./session";

export type Action<T> = (environmentKey: string, input: unknown) => Promise<ActionResult<T>>;

/**
 * Makes a server action of a verb: reads the session, checks the environment, parses the input, runs the verb, turns
 * errors into a result, and has the page rendered anew in the same response. Authorization is the verb's own.
 */
export function adminAction<Schema extends z.ZodType, T>(
  schema: Schema,
  verb: (ctx: Context, input: z.output<Schema>) => Promise<T>,
): Action<T> {
  return async (environmentKey, input) => {
    try {
      const ctx = await getAdminContext(String(environmentKey));
      const data = await verb(ctx, parseInput(schema, input));
      refresh();
      return { ok: true, data };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, error: toActionError(error) };
    }
  };
}

/** What zod says of a field that was not sent, in the reader's words; a schema's own words come first. */
export function missingField({ input }: { input?: unknown }): string | undefined {
  return input === undefined ? "This field is missing." : undefined;
}

/** Parses untrusted input; throws a `validation` AppError with one sentence for each bad field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input, { error: missingField });
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) fields[issue.path.join(".")] ??= issue.message;
  throw new AppError("validation", "Some fields need your attention.", fields);
}

/** What the reader is told: an AppError as it is; of anything else one sentence and a request id, the rest is logged. */
export function toActionError(error: unknown): ActionError {
  if (error instanceof AppError) {
    const { code, message, fields, subject, step } = error;
    return { code, message, fields, ...(subject && { subject }), ...(step && { step }) };
  }
  const requestId = newId();
  logger.error({ err: error, requestId }, "unexpected error");
  return {
    code: "internal",
    message: `Something went wrong on our side and nothing was changed. Try again; if it stays, give support this number: ${requestId}`,
    requestId,
  };
}

/** The closed set of ways in which a request can fail, and the HTTP status of each. */
export const ERROR_STATUS = {
  validation: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** A record that an error speaks of, so that the reader can be led to it. */
export type ErrorSubject = { type: "user"; id: string };

/** What the reader can do next, in place of trying again, so that the page can offer it. */
export type NextStep = "verify_caller" | "ask_approval";

/** An error meant for its reader: `message` is shown as it is; `fields` puts a sentence on each named input. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly fields?: Record<string, string>,
    readonly subject?: ErrorSubject,
    readonly step?: NextStep,
  ) {
    super(message);
    this.name = "AppError";
  }
}

/** A refusal that names what has to come first. */
export function stepError(step: NextStep, message: string): AppError {
  return new AppError("forbidden", message, undefined, undefined, step);
}

/** A "not found" in the house's words: `noun` is what was looked for, such as "user". */
export function notFoundError(noun: string): AppError {
  return new AppError("not_found", `This ${noun} does not exist, or is not in this environment.`);
}

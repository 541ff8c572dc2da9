import { setTimeout as delay } from "node:timers/promises";
import { parseInput, toActionError } from "@/lib/boundary/action";
import { readRequestInfo } from "@/lib/boundary/request";
import { AppError, ERROR_STATUS, notFoundError } from "@/lib/core/errors";
import { findEnvironment } from "@/lib/environments/find-environment";
import { findForm } from "@/lib/subscribers/find-form";
import { issueChallenge } from "@/lib/subscribers/issue-challenge";
import { kindOfPath, subscribeInput } from "@/lib/subscribers/schema";
import { subscribe } from "@/lib/subscribers/subscribe";
import { readFields } from "./read-fields";

type RouteContext = { params: Promise<{ environment: string; list: string }> };

// Every answer takes as long as the slowest, so that its time does not tell either who is on the list.
const ANSWER_MS = 250;

async function requireForm({ params }: RouteContext, request: Request) {
  const { environment: key, list } = await params;
  const [environment, kind] = [await findEnvironment(key), kindOfPath(list)];
  if (!environment || !kind) throw notFoundError("form");
  const origin = request.headers.get("origin");
  const { allowedOrigins, isDoubleOptIn } = await findForm(environment.id, kind);
  const isAllowed = origin !== null && allowedOrigins.includes(origin);
  return { environment, kind, origin, isAllowed, isDoubleOptIn };
}

/** The headers that let a page of this very origin read the answer; there is no wildcard and no cookie. */
function crossOrigin(origin: string | null, isAllowed: boolean): Record<string, string> {
  const headers = { vary: "origin", "cache-control": "no-store" };
  return isAllowed && origin ? { ...headers, "access-control-allow-origin": origin } : headers;
}

function refuse(error: unknown, headers: Record<string, string> = {}): Response {
  const { code, message, fields } = toActionError(error);
  const status = error instanceof AppError ? ERROR_STATUS[error.code] : 500;
  return Response.json({ error: { code, message, fields } }, { status, headers });
}

/** The question before a request that is not plain: may a page of this origin send JSON here? */
export async function OPTIONS(request: Request, context: RouteContext): Promise<Response> {
  try {
    const { origin, isAllowed } = await requireForm(context, request);
    const headers = {
      ...crossOrigin(origin, isAllowed),
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": "content-type",
      "access-control-max-age": "600",
    };
    return new Response(null, { status: isAllowed ? 204 : 403, headers });
  } catch (error) {
    return refuse(error);
  }
}

/** A puzzle, to be solved before the form is sent. */
export async function GET(request: Request, context: RouteContext): Promise<Response> {
  try {
    const { environment, kind, origin, isAllowed } = await requireForm(context, request);
    if (!isAllowed) throw new AppError("forbidden", "This form may not be used on this site.");
    const challenge = issueChallenge({ environmentId: environment.id, kind });
    return Response.json(challenge, { headers: crossOrigin(origin, isAllowed) });
  } catch (error) {
    return refuse(error);
  }
}

/** Takes a form, as JSON or as a browser sends it. */
export async function POST(request: Request, context: RouteContext): Promise<Response> {
  let headers: Record<string, string> = {};
  try {
    const { environment, kind, origin, isAllowed, isDoubleOptIn } = await requireForm(context, request);
    headers = crossOrigin(origin, isAllowed);
    const input = parseInput(subscribeInput, await readFields(request));
    const ctx = {
      actor: { type: "user", id: null },
      environment,
      request: readRequestInfo(request.headers),
    } as const;
    await Promise.all([subscribe(ctx, { ...input, kind, origin }), delay(ANSWER_MS)]);
    // A form sent without the script shows a page of ours; the script reads the answer.
    if (request.headers.get("sec-fetch-mode") === "navigate") {
      return new Response(null, {
        status: 303,
        headers: {
          ...headers,
          location: `/auth/${environment.key}/subscribe/${isDoubleOptIn ? "check-mail" : "thanks"}`,
        },
      });
    }
    // Of the form, not of the address: it is the same for who is on the list already.
    return Response.json({ status: "ok", isConfirmationNeeded: isDoubleOptIn }, { headers });
  } catch (error) {
    return refuse(error, headers);
  }
}

import { toActionError } from "@/lib/boundary/action";
import { getAdminContext } from "@/lib/boundary/session";
import { AppError, ERROR_STATUS } from "@/lib/core/errors";
import { parseListParams } from "@/lib/core/list-params";
import { exportSubscribers } from "@/lib/subscribers/export-subscribers";
import { SUBSCRIBER_LIST } from "@/lib/subscribers/list-spec";
import { KIND_PATHS, type SubscriberKind } from "@/lib/subscribers/schema";

type Params = { params: Promise<{ environment: string }> };

/** Makes the download of one of the two lists: what it shows, as a CSV file. */
export function exportRoute(kind: SubscriberKind) {
  return async (request: Request, { params }: Params): Promise<Response> => {
    try {
      const ctx = await getAdminContext((await params).environment);
      const list = parseListParams(new URL(request.url).searchParams, SUBSCRIBER_LIST);
      const day = new Date().toISOString().slice(0, 10);
      const name = `${KIND_PATHS[kind]}-${ctx.environment.key}-${day}.csv`;
      return new Response(await exportSubscribers(ctx, kind, list), {
        headers: {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": `attachment; filename="${name}"`,
          "cache-control": "no-store",
        },
      });
    } catch (error) {
      const status = error instanceof AppError ? ERROR_STATUS[error.code] : 500;
      return new Response(toActionError(error).message, { status });
    }
  };
}

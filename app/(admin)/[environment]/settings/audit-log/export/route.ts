import { exportEvents } from "@/lib/audit-log/export-events";
import { eventListSpec } from "@/lib/audit-log/schema";
import { toActionError } from "@/lib/boundary/action";
import { getAdminContext } from "@/lib/boundary/session";
import { AppError, ERROR_STATUS } from "@/lib/core/errors";
import { parseListParams } from "@/lib/core/list-params";

type Params = { params: Promise<{ environment: string }> };

/** The log as the list shows it, as a CSV file. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  try {
    const ctx = await getAdminContext((await params).environment);
    const list = parseListParams(new URL(request.url).searchParams, eventListSpec);
    const day = new Date().toISOString().slice(0, 10);
    return new Response(await exportEvents(ctx, list), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="audit-log-${ctx.environment.key}-${day}.csv"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    const status = error instanceof AppError ? ERROR_STATUS[error.code] : 500;
    return new Response(toActionError(error).message, { status });
  }
}

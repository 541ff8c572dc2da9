import { toActionError } from "@/lib/boundary/action";
import { getAdminContext } from "@/lib/boundary/session";
import { exportBulkResults } from "@/lib/bulk/export-bulk-results";
import { AppError, ERROR_STATUS } from "@/lib/core/errors";

type Params = { params: Promise<{ environment: string; jobId: string }> };

/** What became of each user of a bulk action, as a CSV file. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  try {
    const { environment, jobId } = await params;
    const ctx = await getAdminContext(environment);
    return new Response(await exportBulkResults(ctx, jobId), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="bulk-action-${ctx.environment.key}.csv"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    const status = error instanceof AppError ? ERROR_STATUS[error.code] : 500;
    return new Response(toActionError(error).message, { status });
  }
}

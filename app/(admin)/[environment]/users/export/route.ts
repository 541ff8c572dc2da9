import { toActionError } from "@/lib/boundary/action";
import { getAdminContext } from "@/lib/boundary/session";
import { AppError, ERROR_STATUS } from "@/lib/core/errors";
import { parseListParams } from "@/lib/core/list-params";
import { exportUsers } from "@/lib/users/export-users";
import { USER_LIST } from "@/lib/users/list-spec";

type Params = { params: Promise<{ environment: string }> };

/** The users that the list shows, as a CSV file. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  try {
    const ctx = await getAdminContext((await params).environment);
    const list = parseListParams(new URL(request.url).searchParams, USER_LIST);
    const day = new Date().toISOString().slice(0, 10);
    return new Response(await exportUsers(ctx, list), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="users-${ctx.environment.key}-${day}.csv"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    const status = error instanceof AppError ? ERROR_STATUS[error.code] : 500;
    return new Response(toActionError(error).message, { status });
  }
}

import { toActionError } from "@/lib/boundary/action";
import { getAdminContext } from "@/lib/boundary/session";
import { AppError, ERROR_STATUS } from "@/lib/core/errors";
import { searchEverything } from "@/lib/search/search-everything";

type Params = { params: Promise<{ environment: string }> };

/** What the command palette and the filters find while one types. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  try {
    const ctx = await getAdminContext((await params).environment);
    const found = await searchEverything(ctx, new URL(request.url).searchParams.get("q") ?? "");
    return Response.json(found, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    const status = error instanceof AppError ? ERROR_STATUS[error.code] : 500;
    return Response.json({ error: toActionError(error) }, { status });
  }
}

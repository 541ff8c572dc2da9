import { toActionError } from "@/lib/boundary/action";
import { getAdminContext } from "@/lib/boundary/session";
import { AppError, ERROR_STATUS } from "@/lib/core/errors";
import { listUserOrganizations } from "@/lib/users/list-user-organizations";

type Params = { params: Promise<{ environment: string; userId: string }> };

/** What the organization dropdown of a user finds while one types. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  try {
    const { environment, userId } = await params;
    const ctx = await getAdminContext(environment);
    const text = new URL(request.url).searchParams.get("q") ?? "";
    const organizations = await listUserOrganizations(ctx, userId, text);
    return Response.json({ organizations }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    const status = error instanceof AppError ? ERROR_STATUS[error.code] : 500;
    return Response.json({ error: toActionError(error) }, { status });
  }
}

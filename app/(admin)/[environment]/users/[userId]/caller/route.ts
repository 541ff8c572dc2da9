import { toActionError } from "@/lib/boundary/action";
import { getAdminContext } from "@/lib/boundary/session";
import { getCaller } from "@/lib/callers/get-caller";
import { AppError, ERROR_STATUS } from "@/lib/core/errors";

type Params = { params: Promise<{ environment: string; userId: string }> };

/** How a caller can be verified to be this user, for the dialog that may open on any page. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  try {
    const { environment, userId } = await params;
    const { contacts } = await getCaller(await getAdminContext(environment), userId);
    return Response.json({ contacts }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    const status = error instanceof AppError ? ERROR_STATUS[error.code] : 500;
    return Response.json({ error: toActionError(error) }, { status });
  }
}

import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";

/** The application that a deed is about, locked; the dashboard's own is refused, because each start sets it anew. */
export async function requireApplication(tx: Tx, ctx: Context, id: string) {
  const rows = isId(id)
    ? await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM application
        WHERE id = ${id}::uuid AND environment_id = ${ctx.environment.id}::uuid FOR UPDATE`
    : [];
  if (rows.length === 0) throw notFoundError("application");
  const application = await tx.application.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      name: true,
      kind: true,
      clientId: true,
      callbackUrls: true,
      logoutUrls: true,
      audiences: true,
      accessTokenSeconds: true,
      idTokenSeconds: true,
      refreshTokenSeconds: true,
      accessTokenClaims: true,
      idTokenClaims: true,
      tokensVersion: true,
      isDashboard: true,
    },
  });
  if (application.isDashboard) {
    throw new AppError(
      "conflict",
      "This is the dashboard's own application. Gatehouse looks after it by itself.",
    );
  }
  return application;
}

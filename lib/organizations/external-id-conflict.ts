import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { Prisma } from "@/prisma/generated/client";

/** Refuses an external ID that another organization of this environment has, and says which. */
export async function assertExternalIdFree(
  tx: Tx,
  ctx: Context,
  externalId: string | null,
  organizationId?: string,
): Promise<void> {
  if (externalId === null) return;
  const other = await tx.organization.findFirst({
    where: { environmentId: ctx.environment.id, externalId, id: { not: organizationId } },
    select: { name: true },
  });
  if (!other) return;
  throw new AppError("validation", "Some fields need your attention.", {
    externalId: `${other.name} has this external ID already.`,
  });
}

/** Says in plain words that another request took the same external ID between the check and the write. */
export async function orExternalIdConflict<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new AppError("conflict", "Someone else just gave this external ID to another organization.");
    }
    throw error;
  }
}

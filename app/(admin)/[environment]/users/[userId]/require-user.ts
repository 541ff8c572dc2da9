import { notFound } from "next/navigation";
import { cache } from "react";
import { requireAdmin } from "@/lib/boundary/session";
import { AppError } from "@/lib/core/errors";
import { can } from "@/lib/permissions/assert-can";
import { getUser } from "@/lib/users/get-user";

/** The user that the address names, read once for layout and page; the not-found page when there is none. */
export const requireUser = cache(async (environmentKey: string, userId: string) => {
  const ctx = await requireAdmin(environmentKey);
  if (!can(ctx, "users:read")) notFound();
  try {
    return { ctx, user: await getUser(ctx, userId) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

import { notFound } from "next/navigation";
import { cache } from "react";
import { getApplication } from "@/lib/applications/get-application";
import { requireAdmin } from "@/lib/boundary/session";
import { AppError } from "@/lib/core/errors";
import { can } from "@/lib/permissions/assert-can";

/** The application of a record's pages, read once a request. */
export const requireApplicationPage = cache(async (environmentKey: string, applicationId: string) => {
  const ctx = await requireAdmin(environmentKey);
  if (!can(ctx, "applications:read")) notFound();
  const application = await getApplication(ctx, applicationId).catch((error) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return { ctx, application, canChange: can(ctx, "applications:write") && !application.isDashboard };
});

import { notFound } from "next/navigation";
import { cache } from "react";
import { requireAdmin } from "@/lib/boundary/session";
import { AppError } from "@/lib/core/errors";
import { getOrganization } from "@/lib/organizations/get-organization";
import { can } from "@/lib/permissions/assert-can";

/** The organization that the address names, read once for layout and page; the not-found page when there is none. */
export const requireOrganization = cache(async (environmentKey: string, organizationId: string) => {
  const ctx = await requireAdmin(environmentKey);
  if (!can(ctx, "organizations:read")) notFound();
  try {
    return { ctx, organization: await getOrganization(ctx, organizationId) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

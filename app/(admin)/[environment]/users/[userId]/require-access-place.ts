import { notFound } from "next/navigation";
import { can } from "@/lib/permissions/assert-can";
import { findUserOrganization } from "@/lib/users/find-user-organization";
import { userRights } from "../user-rights";
import { requireUser } from "./require-user";

export type AccessPageProps = {
  params: Promise<{ environment: string; userId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What the Roles and the Permissions page of a user have in common: who, in which organization, and what is allowed. */
export async function requireAccessPlace({ params, searchParams }: AccessPageProps) {
  const { environment, userId } = await params;
  const { ctx, user } = await requireUser(environment, userId);
  if (!can(ctx, "roles:read")) notFound();
  const { organization: asked } = await searchParams;
  const organization = await findUserOrganization(ctx, user.id, typeof asked === "string" ? asked : null);
  if (!organization && asked !== undefined) notFound();
  return {
    ctx,
    userId: user.id,
    organization,
    canChange: userRights(ctx).canSetRoles && user.status !== "deleted",
  };
}

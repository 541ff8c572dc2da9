import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getUserOrganizations } from "@/lib/organizations/get-user-organizations";
import { can } from "@/lib/permissions/assert-can";
import { requireUser } from "../require-user";
import { OrganizationChecks } from "./organization-checks";

export const metadata: Metadata = { title: "Organizations" };

type Props = { params: Promise<{ environment: string; userId: string }> };

export default async function UserOrganizationsPage({ params }: Props) {
  const { environment, userId } = await params;
  const { ctx, user } = await requireUser(environment, userId);
  if (!can(ctx, "organizations:read")) notFound();
  const { organizations, hasMore } = await getUserOrganizations(ctx, user.id);
  const canChange = can(ctx, "organizations:write") && user.status !== "deleted" && !hasMore;
  return (
    <section aria-labelledby="organizations" className="max-w-3xl">
      <h2 id="organizations" className="mb-3 font-semibold text-lg tracking-tight">
        Organizations
      </h2>
      <OrganizationChecks
        // What was saved, here or elsewhere, is a new starting point.
        key={organizations.map(({ id }) => id).join()}
        environmentKey={environment}
        userId={user.id}
        organizations={organizations}
        hasMore={hasMore}
        canChange={canChange}
      />
    </section>
  );
}

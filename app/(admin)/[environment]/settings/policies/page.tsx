import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { can } from "@/lib/permissions/assert-can";
import { getEnvironmentSettings } from "@/lib/settings/get-environment-settings";
import { PoliciesForm } from "./policies-form";

export const metadata: Metadata = { title: "Policies" };

export default async function PoliciesPage({ params }: { params: Promise<{ environment: string }> }) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "settings:read")) notFound();
  const settings = await getEnvironmentSettings(ctx);
  return (
    <div className="max-w-2xl">
      <PageHeader
        title="Policies"
        description="Who may sign up and into which organization, and how sign-in is guarded."
      />
      <PoliciesForm
        // What was saved, here or elsewhere, is a new starting point for the form.
        key={JSON.stringify(settings)}
        environmentKey={ctx.environment.key}
        settings={settings}
        canChange={can(ctx, "settings:write")}
      />
    </div>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CopyButton } from "@/components/ui/copy-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { env } from "@/lib/core/env";
import { can } from "@/lib/permissions/assert-can";
import { getEnvironmentSettings } from "@/lib/settings/get-environment-settings";
import { DetailsForm } from "./details-form";

export const metadata: Metadata = { title: "Details" };

export default async function DetailsPage({ params }: { params: Promise<{ environment: string }> }) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "settings:read")) notFound();
  const settings = await getEnvironmentSettings(ctx);
  const { key, name } = ctx.environment;
  const facts = [
    { label: "Name", value: name },
    { label: "Key", value: key },
    { label: "Issuer", value: `${env().BASE_URL}/auth/${key}` },
  ];
  return (
    <div className="max-w-2xl">
      <PageHeader title="Details" description="What this environment is called, and who may sign up to it." />
      <section aria-labelledby="environment" className="mb-8">
        <h2 id="environment" className="mb-3 font-semibold text-lg tracking-tight">
          Environment
        </h2>
        <dl className="divide-y rounded-xl border bg-card">
          {facts.map(({ label, value }) => (
            <div key={label} className="flex min-h-11 flex-wrap items-center gap-x-4 px-4 py-2">
              <dt className="w-28 text-muted-foreground text-sm">{label}</dt>
              <dd className="flex min-w-0 items-center gap-1">
                <span className={label === "Name" ? "text-sm" : "break-all font-mono text-sm"}>{value}</span>
                {label === "Name" ? null : <CopyButton value={value} label={`Copy ${label.toLowerCase()}`} />}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <DetailsForm
        // What was saved, here or elsewhere, is a new starting point for the form.
        key={JSON.stringify(settings)}
        environmentKey={key}
        settings={settings}
        canChange={can(ctx, "settings:write")}
      />
    </div>
  );
}

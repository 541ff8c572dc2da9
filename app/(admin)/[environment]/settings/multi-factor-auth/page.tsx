import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { getMfaSettings } from "@/lib/mfa/get-mfa-settings";
import { can } from "@/lib/permissions/assert-can";
import { MfaSettingsForm } from "./mfa-settings-form";

export const metadata: Metadata = { title: "Multi-factor auth" };

export default async function MfaSettingsPage({ params }: { params: Promise<{ environment: string }> }) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "settings:read")) notFound();
  const settings = await getMfaSettings(ctx);
  return (
    <div className="max-w-2xl">
      <PageHeader
        title="Multi-factor auth"
        description={`A second proof at sign-in to ${ctx.environment.name}, besides the password.`}
      />
      <MfaSettingsForm
        // What somebody else saved is a new starting point.
        key={JSON.stringify(settings)}
        environmentKey={ctx.environment.key}
        settings={settings}
        canChange={can(ctx, "settings:write")}
      />
    </div>
  );
}

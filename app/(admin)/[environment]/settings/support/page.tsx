import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { can } from "@/lib/permissions/assert-can";
import { getSupportSettings } from "@/lib/support/get-support-settings";
import { SupportForm } from "./support-form";

export const metadata: Metadata = { title: "Support" };

export default async function SupportPage({ params }: { params: Promise<{ environment: string }> }) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "settings:read")) notFound();
  const { settings, deciders } = await getSupportSettings(ctx);
  return (
    <div className="max-w-2xl">
      <PageHeader
        title="Support"
        description={`What has to come before your team does one of these to a user of ${ctx.environment.name}. It binds everybody, owners included.`}
      />
      <SupportForm
        // What somebody else saved is a new starting point.
        key={JSON.stringify(settings)}
        environmentKey={ctx.environment.key}
        settings={settings}
        deciders={deciders}
        canChange={can(ctx, "settings:write")}
      />
    </div>
  );
}

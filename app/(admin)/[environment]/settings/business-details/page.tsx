import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { can } from "@/lib/permissions/assert-can";
import { getPolicyAcceptance } from "@/lib/policy-acceptance/get-policy-acceptance";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { mayNameBusiness } from "@/lib/settings/update-business-name";
import { BusinessNameForm } from "./business-name-form";
import { CurrentPolicies } from "./current-policies";
import { PolicyAcceptanceForm } from "./policy-acceptance-form";
import { PolicyVersions } from "./policy-versions";

export const metadata: Metadata = { title: "Business details" };

export default async function BusinessDetailsPage({ params }: { params: Promise<{ environment: string }> }) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "settings:read")) notFound();
  const [{ isShown, current, versions }, businessName] = await Promise.all([
    getPolicyAcceptance(ctx),
    getBusinessName(),
  ]);
  const { key } = ctx.environment;
  const canChange = can(ctx, "settings:write");
  const seen = { terms: current.terms?.version ?? 0, privacy: current.privacy?.version ?? 0, isShown };
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <div className="-mb-6">
        <PageHeader
          title="Business details"
          description="What your business is called, and the policies that people accept."
        />
      </div>
      <BusinessNameForm
        key={businessName}
        environmentKey={key}
        name={businessName}
        canChange={mayNameBusiness(ctx)}
      />
      <PolicyAcceptanceForm
        // What was saved or published is a new starting point for the form.
        key={JSON.stringify(seen)}
        environmentKey={key}
        urls={{ termsUrl: current.terms?.url ?? "", privacyUrl: current.privacy?.url ?? "" }}
        seen={seen}
        canChange={canChange}
      />
      <CurrentPolicies environmentKey={key} current={current} isShown={isShown} canChange={canChange} />
      <PolicyVersions versions={versions} />
    </div>
  );
}

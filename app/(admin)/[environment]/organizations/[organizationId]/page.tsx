import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { can } from "@/lib/permissions/assert-can";
import { OrganizationForm } from "./organization-form";
import { requireOrganization } from "./require-organization";

type Props = { params: Promise<{ environment: string; organizationId: string }> };

export default async function OrganizationPage({ params }: Props) {
  const { environment, organizationId } = await params;
  const { ctx, organization } = await requireOrganization(environment, organizationId);
  const { id, code, name, externalId, isDefault, suspendedAt, createdAt } = organization;
  const facts: [string, ReactNode][] = [
    ["Code", <Code key="code" value={code} label="Copy code" />],
    ["Organization ID", <Code key="id" value={id} label="Copy organization ID" />],
    ["Created", <RelativeTime key="created" value={createdAt} />],
  ];
  if (suspendedAt) facts.push(["Suspended", <RelativeTime key="suspended" value={suspendedAt} />]);
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <Section id="details" title="Details">
        <OrganizationForm
          // What was changed elsewhere is a new starting point for the form.
          key={`${name}\n${externalId}`}
          environmentKey={environment}
          organization={{ id, name, externalId: externalId ?? "" }}
          canChange={can(ctx, "organizations:write")}
        />
        {isDefault ? (
          <p className="border-t px-4 py-3 text-muted-foreground text-sm">
            This is the default organization of {ctx.environment.name}: users who name no other belong to it.
            It can be neither suspended nor deleted.
          </p>
        ) : null}
      </Section>
      <Section id="codes" title="Codes">
        <dl className="divide-y">
          {facts.map(([label, value]) => (
            <div key={label} className="flex min-h-11 flex-wrap items-center gap-x-4 px-4 py-1.5 text-sm">
              <dt className="w-32 text-muted-foreground">{label}</dt>
              <dd className="min-w-0">{value}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-3 font-semibold text-lg tracking-tight">
        {title}
      </h2>
      <div className="rounded-xl border bg-card">{children}</div>
    </section>
  );
}

function Code({ value, label }: { value: string; label: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="break-all font-mono text-sm">{value}</span>
      <CopyButton value={value} label={label} />
    </span>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordName } from "@/components/layout/record-name";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { getApplication } from "@/lib/applications/get-application";
import { KIND_LABELS } from "@/lib/applications/schema";
import { requireAdmin } from "@/lib/boundary/session";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { can } from "@/lib/permissions/assert-can";
import { ValueRow, ValueRows } from "../value-rows";
import { ApplicationDeeds } from "./application-deeds";
import { ApplicationForm } from "./application-form";

export const metadata: Metadata = { title: "Application" };

type Props = { params: Promise<{ environment: string; applicationId: string }> };

export default async function ApplicationPage({ params }: Props) {
  const { environment, applicationId } = await params;
  const ctx = await requireAdmin(environment);
  if (!can(ctx, "applications:read")) notFound();
  const application = await getApplication(ctx, applicationId).catch((error) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  const issuer = `${env().BASE_URL}/auth/${ctx.environment.key}`;
  const canChange = can(ctx, "applications:write") && !application.isDashboard;
  return (
    <div className="max-w-2xl">
      <RecordName id={application.id} name={application.name} />
      <PageHeader title={application.name} badge={<Badge>{KIND_LABELS[application.kind]}</Badge>}>
        {canChange ? (
          <ApplicationDeeds
            environmentKey={ctx.environment.key}
            application={{ id: application.id, name: application.name, kind: application.kind }}
          />
        ) : null}
      </PageHeader>
      {application.isDashboard ? (
        <Alert className="mb-6">
          This is the dashboard's own application. Gatehouse looks after it by itself.
        </Alert>
      ) : null}
      <section aria-labelledby="configuration" className="mb-8">
        <h2 id="configuration" className="mb-3 font-semibold text-lg tracking-tight">
          For the application's configuration
        </h2>
        <ValueRows>
          <ValueRow label="Client ID" value={application.clientId} />
          <ValueRow label="Issuer" value={issuer} />
          <ValueRow label="Discovery" value={`${issuer}/.well-known/openid-configuration`} />
          <ValueRow label="Token endpoint" value={`${issuer}/oauth2/token`} />
          <ValueRow label="Key set" value={`${issuer}/.well-known/jwks`} />
        </ValueRows>
        <p className="mt-2 text-muted-foreground text-sm">
          {"Added "}
          <RelativeTime value={application.createdAt} />
          {application.secretRotatedAt ? (
            <>
              {", secret rotated "}
              <RelativeTime value={application.secretRotatedAt} />
            </>
          ) : null}
        </p>
      </section>
      <ApplicationForm
        key={application.id}
        environmentKey={ctx.environment.key}
        kind={application.kind}
        canChange={canChange}
        values={{
          applicationId: application.id,
          name: application.name,
          callbackUrls: application.callbackUrls.join("\n"),
          logoutUrls: application.logoutUrls.join("\n"),
          audiences: application.audiences.join("\n"),
          accessTokenMinutes: Math.max(1, Math.round(application.accessTokenSeconds / 60)),
        }}
      />
    </div>
  );
}

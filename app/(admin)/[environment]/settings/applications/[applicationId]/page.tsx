import { RelativeTime } from "@/components/ui/relative-time";
import { env } from "@/lib/core/env";
import { ValueRow, ValueRows } from "../../value-rows";
import { ApplicationForm } from "./application-form";
import { requireApplicationPage } from "./require-application-page";

type Props = { params: Promise<{ environment: string; applicationId: string }> };

export default async function ApplicationPage({ params }: Props) {
  const { environment, applicationId } = await params;
  const { ctx, application, canChange } = await requireApplicationPage(environment, applicationId);
  const issuer = `${env().BASE_URL}/auth/${ctx.environment.key}`;
  return (
    <div className="max-w-2xl">
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
        // What was changed elsewhere is a new starting point for the form.
        key={JSON.stringify(application)}
        environmentKey={ctx.environment.key}
        kind={application.kind}
        canChange={canChange}
        values={{
          applicationId: application.id,
          name: application.name,
          callbackUrls: application.callbackUrls.join("\n"),
          logoutUrls: application.logoutUrls.join("\n"),
          audiences: application.audiences.join("\n"),
        }}
      />
    </div>
  );
}

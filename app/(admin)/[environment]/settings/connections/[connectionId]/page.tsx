import type { Metadata } from "next";
import Link from "next/link";
import { RecordName } from "@/components/layout/record-name";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { callbackUrl } from "@/lib/connections/callback-url";
import { can } from "@/lib/permissions/assert-can";
import { ValueRow, ValueRows } from "../../value-rows";
import { ConnectionStatus } from "../connection-status";
import { ConnectionDeeds } from "./connection-deeds";
import { ConnectionForm } from "./connection-form";
import { requireConnectionPage } from "./require-connection-page";
import { usersInWords } from "./users-in-words";

export const metadata: Metadata = { title: "Connection" };

type Props = { params: Promise<{ environment: string; connectionId: string }> };

export default async function ConnectionPage({ params }: Props) {
  const { environment, connectionId } = await params;
  const { ctx, connection, canChange } = await requireConnectionPage(environment, connectionId);
  const { id, key, name, isEnabled, createdAt, users } = connection;
  const canSeeUsers = can(ctx, "users:read") && users > 0;
  return (
    <>
      <RecordName id={id} name={name} />
      <PageHeader title={name} badge={<ConnectionStatus isEnabled={isEnabled} />}>
        {canChange ? (
          <ConnectionDeeds environmentKey={environment} connection={{ id, name, isEnabled, users }} />
        ) : null}
      </PageHeader>
      <div className="max-w-2xl">
        <section aria-labelledby="configuration" className="mb-8">
          <h2 id="configuration" className="mb-3 font-semibold text-lg tracking-tight">
            For the provider and your applications
          </h2>
          <ValueRows>
            <ValueRow label="Callback URL" value={callbackUrl(environment, key)} />
            <ValueRow label="Connection ID" value={key} />
          </ValueRows>
          <p className="mt-2 text-muted-foreground text-sm">
            An application that sends <span className="font-mono">connection_id</span> with this ID goes to
            the provider at once. {usersInWords(users)}
            {canSeeUsers ? (
              <>
                {" ("}
                <Link
                  href={`/${environment}/users?identity=enterprise`}
                  prefetch={false}
                  className="underline underline-offset-4 hover:text-foreground"
                >
                  users of all connections
                </Link>
                )
              </>
            ) : null}
            {". Added "}
            <RelativeTime value={createdAt} />.
          </p>
        </section>
        <ConnectionForm
          // What was changed elsewhere is a new starting point for the form.
          key={connection.version}
          environmentKey={environment}
          connection={connection}
          canChange={canChange}
          canAddToOrganization={can(ctx, "organizations:read")}
        />
      </div>
    </>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { callbackUrl } from "@/lib/connections/callback-url";
import { listConnections, MOST_LISTED } from "@/lib/connections/list-connections";
import { mayConnect } from "@/lib/connections/may-connect";
import { newConnectionKey } from "@/lib/core/ids";
import { can } from "@/lib/permissions/assert-can";
import { AddConnectionButton } from "./add-connection-button";
import { ConnectionsTable } from "./connections-table";

export const metadata: Metadata = { title: "Connections" };

export default async function ConnectionsPage({ params }: { params: Promise<{ environment: string }> }) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "settings:read")) notFound();
  const connections = await listConnections(ctx);
  const { key } = ctx.environment;
  const newKey = newConnectionKey();
  const canAddToOrganization = can(ctx, "organizations:read");
  const add = mayConnect(ctx) ? (
    <AddConnectionButton
      environmentKey={key}
      newConnection={{ key: newKey, callbackUrl: callbackUrl(key, newKey) }}
      canAddToOrganization={canAddToOrganization}
    />
  ) : null;
  return (
    <>
      <PageHeader
        title="Connections"
        description="Identity providers, such as Entra ID, Okta or Google Workspace, through which users sign in."
      >
        {add}
      </PageHeader>
      <ConnectionsTable
        environmentKey={key}
        rows={connections.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }))}
        isCapped={connections.length === MOST_LISTED}
      />
    </>
  );
}

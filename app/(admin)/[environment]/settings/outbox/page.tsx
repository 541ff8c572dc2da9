import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { parseListParams } from "@/lib/core/list-params";
import { listMessages } from "@/lib/outbox/list-messages";
import { outboxListSpec } from "@/lib/outbox/schema";
import { can } from "@/lib/permissions/assert-can";
import { OutboxTable } from "./outbox-table";

export const metadata: Metadata = { title: "Outbox" };

type Props = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function OutboxPage({ params, searchParams }: Props) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "outbox:read")) notFound();
  const { rows, ...page } = await listMessages(ctx, parseListParams(await searchParams, outboxListSpec));
  return (
    <>
      <PageHeader
        title="Outbox"
        description="Mail to the users of this environment. Without a mail server it is kept here; with one, only that it was sent."
      />
      <OutboxTable environmentKey={ctx.environment.key} rows={rows} page={page} />
    </>
  );
}

import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { env } from "@/lib/core/env";
import { listEnvironments } from "@/lib/environments/list-environments";
import { can } from "@/lib/permissions/assert-can";
import { AddLink } from "../add-link";
import { EnvironmentDialogs } from "./environment-dialogs";

export const metadata: Metadata = { title: "Environments" };

type Props = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function EnvironmentsPage({ params, searchParams }: Props) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "settings:read")) notFound();
  const [environments, { add }] = await Promise.all([listEnvironments(), searchParams]);
  const canAdd = can(ctx, "environments:write");
  const baseUrl = env().BASE_URL;
  return (
    <>
      <PageHeader
        title="Environments"
        description="Each has its own users, organizations, roles, applications and log, and its own issuer."
      >
        {canAdd ? <AddLink>Add environment</AddLink> : null}
      </PageHeader>
      <ul aria-label="Environments" className="divide-y rounded-xl border bg-card">
        {environments.map(({ id, key, name }) => (
          <li key={id} className="grid gap-x-6 gap-y-1 px-4 py-3 md:grid-cols-[1fr_2fr]">
            <div className="min-w-0">
              <p className="flex items-center gap-2">
                <Link href={`/${key}`} className="truncate font-medium hover:underline">
                  {name}
                </Link>
                {id === ctx.environment.id ? <Badge variant="outline">Shown now</Badge> : null}
              </p>
              <p className="break-all font-mono text-muted-foreground text-xs">{key}</p>
            </div>
            <p className="flex min-w-0 items-center gap-1 text-sm">
              <span className="text-muted-foreground">Issuer</span>
              <span className="min-w-0 break-all font-mono text-xs">{`${baseUrl}/auth/${key}`}</span>
              <CopyButton value={`${baseUrl}/auth/${key}`} label={`Copy issuer of ${name}`} />
            </p>
          </li>
        ))}
      </ul>
      <EnvironmentDialogs environmentKey={ctx.environment.key} isAdding={canAdd && add !== undefined} />
    </>
  );
}

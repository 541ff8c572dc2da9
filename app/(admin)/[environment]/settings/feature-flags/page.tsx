import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { parseListParams } from "@/lib/core/list-params";
import { getFeatureFlag } from "@/lib/feature-flags/get-feature-flag";
import { listFeatureFlags } from "@/lib/feature-flags/list-feature-flags";
import { can } from "@/lib/permissions/assert-can";
import { namedListSpec } from "@/lib/permissions/schema";
import { AddLink } from "../add-link";
import { findOrNull } from "../find-or-null";
import { FeatureFlagDialogs } from "./feature-flag-dialogs";
import { FeatureFlagsTable } from "./feature-flags-table";

export const metadata: Metadata = { title: "Feature flags" };

type Props = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function FeatureFlagsPage({ params, searchParams }: Props) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "settings:read")) notFound();
  const search = await searchParams;
  const canWrite = can(ctx, "settings:write");
  const get = (id: string) => getFeatureFlag(ctx, id);
  const [{ flags, count, next, previous }, edited, deleted] = await Promise.all([
    listFeatureFlags(ctx, parseListParams(search, namedListSpec)),
    canWrite ? findOrNull(search.edit, get) : null,
    canWrite ? findOrNull(search.delete, get) : null,
  ]);
  return (
    <>
      <PageHeader
        title="Feature flags"
        description="Values that your code reads in the access token: for everybody, for single organizations or for single users."
      >
        {canWrite ? <AddLink>Add feature flag</AddLink> : null}
      </PageHeader>
      <FeatureFlagsTable rows={flags} canWrite={canWrite} page={{ count, next, previous }} />
      <FeatureFlagDialogs
        environment={{ key: ctx.environment.key, name: ctx.environment.name }}
        isAdding={canWrite && search.add !== undefined}
        edited={edited}
        deleted={deleted}
      />
    </>
  );
}

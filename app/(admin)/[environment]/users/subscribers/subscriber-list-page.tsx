import Link from "next/link";
import { notFound } from "next/navigation";
import { buttonVariants } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { AppError } from "@/lib/core/errors";
import { parseListParams } from "@/lib/core/list-params";
import { can } from "@/lib/permissions/assert-can";
import { findDefaultOrganization } from "@/lib/subscribers/find-default-organization";
import { getSubscriber } from "@/lib/subscribers/get-subscriber";
import { SUBSCRIBER_LIST } from "@/lib/subscribers/list-spec";
import { listSubscribers } from "@/lib/subscribers/list-subscribers";
import { KIND_PATHS, type SubscriberKind } from "@/lib/subscribers/schema";
import { AddSubscriberButton } from "./add-subscriber-button";
import { KIND_WORDS } from "./kind-words";
import { subscriberRights } from "./subscriber-rights";
import { SubscribersTable } from "./subscribers-table";

export type SubscriberListProps = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The page of one of the two lists; `details` in its address opens the panel of one row. */
export async function SubscriberListPage({
  kind,
  params,
  searchParams,
}: SubscriberListProps & { kind: SubscriberKind }) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "subscribers:read")) notFound();
  const search = await searchParams;
  const list = parseListParams(search, SUBSCRIBER_LIST);
  const rights = subscriberRights(ctx);
  const shownId = typeof search.details === "string" ? search.details : null;
  const [{ subscribers, ...page }, shown, defaultOrganization] = await Promise.all([
    listSubscribers(ctx, kind, list),
    shownId === null ? null : getSubscriber(ctx, shownId).catch(orNull),
    rights.canConvert ? findDefaultOrganization(ctx) : null,
  ]);
  const words = KIND_WORDS[kind];
  const { key } = ctx.environment;
  const formLink = (
    <Link
      href={`/${key}/users/${KIND_PATHS[kind]}/form`}
      prefetch={false}
      className={buttonVariants({ variant: "outline" })}
    >
      {words.form}
    </Link>
  );
  const add = rights.canWrite ? <AddSubscriberButton environmentKey={key} kind={kind} /> : null;
  return (
    <>
      <PageHeader title={words.title} description={words.description}>
        {formLink}
        {add}
      </PageHeader>
      <SubscribersTable
        environmentKey={key}
        kind={kind}
        subscribers={subscribers}
        shown={shown?.kind === kind ? shown : null}
        page={page}
        sort={`${list.sort.isDescending ? "-" : ""}${list.sort.key}`}
        rights={rights}
        defaultOrganization={defaultOrganization}
        empty={
          <>
            {formLink}
            {add}
          </>
        }
      />
    </>
  );
}

// Who was shown may have been deleted in the meantime; then the list is shown without a panel.
function orNull(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}

"use client";

import { MailPlus } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { lazy, type ReactNode, Suspense } from "react";
import type { DataTablePage, FilterOption } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { SubscriberDetails } from "@/lib/subscribers/get-subscriber";
import type { SubscriberRow } from "@/lib/subscribers/list-subscribers";
import type { SubscriberKind } from "@/lib/subscribers/schema";
import { DownloadSubscribers } from "./download-subscribers";
import { KIND_WORDS } from "./kind-words";
import { subscriberColumns, subscriberName } from "./subscriber-columns";
import type { SubscriberRights } from "./subscriber-rights";
import { STATUS_OPTIONS } from "./subscriber-status-badge";
import { useSubscriberDeeds } from "./use-subscriber-deeds";

const SubscriberPanel = lazy(() => import("./subscriber-panel"));

const filters = [
  { key: "status", label: "Status", kind: "options", options: STATUS_OPTIONS },
  { key: "created", label: "Added", kind: "date" },
] as const;

/** One of the two lists, with all that can be done from it. */
export function SubscribersTable({
  environmentKey,
  kind,
  subscribers,
  shown,
  page,
  sort,
  rights,
  defaultOrganization,
  empty,
}: {
  environmentKey: string;
  kind: SubscriberKind;
  subscribers: readonly SubscriberRow[];
  /** Whose panel is open. */
  shown: SubscriberDetails | null;
  page: DataTablePage;
  sort: string;
  rights: SubscriberRights;
  defaultOrganization: FilterOption | null;
  empty: ReactNode;
}) {
  const words = KIND_WORDS[kind];
  const showDetails = useShowDetails();
  const deeds = useSubscriberDeeds({ environmentKey, kind, rights, defaultOrganization, showDetails });
  return (
    <>
      <DataTable
        label={words.title}
        columns={subscriberColumns}
        rows={subscribers}
        getRowId={(row) => row.id}
        getRowName={subscriberName}
        onRowOpen={(row) => showDetails(row.id)}
        getRowEntries={deeds.entries}
        sort={sort}
        searchLabel={words.search}
        filters={filters}
        tools={rights.canExport ? <DownloadSubscribers environmentKey={environmentKey} kind={kind} /> : null}
        page={page}
        empty={
          <EmptyState icon={MailPlus} title={words.none} text={words.noneText}>
            {empty}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {shown ? (
          <SubscriberPanel
            environmentKey={environmentKey}
            subscriber={shown}
            canReadUsers={rights.canReadUsers}
            onClose={() => showDetails(null)}
          />
        ) : null}
      </Suspense>
      {deeds.dialog}
    </>
  );
}

/** Opens and closes the panel by the address, so that it can be sent to somebody and Back closes it. */
function useShowDetails() {
  const router = useRouter();
  const pathname = usePathname();
  const current = useSearchParams();
  return (id: string | null): void => {
    const search = new URLSearchParams(current);
    if (id) search.set("details", id);
    else search.delete("details");
    const query = search.size > 0 ? `?${search}` : "";
    router[id ? "push" : "replace"](pathname + query, { scroll: false });
  };
}

"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { createContext, type ReactNode, useContext, useTransition } from "react";
import { changeListQuery, type ListChange } from "@/lib/core/list-params";

type ListUrl = {
  search: URLSearchParams;
  /** Where a change would lead, for a link. */
  hrefFor: (change: ListChange) => string;
  /** Goes there as a new step of the history. */
  go: (change: ListChange) => void;
  /** Goes there in place of the present step. */
  replace: (change: ListChange) => void;
  isPending: boolean;
  /** Names the list exactly as it is shown. */
  key: string;
};

const ListUrlContext = createContext<ListUrl | null>(null);

/** Keeps the state of the list inside in the URL, and nowhere else. */
export function ListUrlProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const pathname = usePathname();
  const searchParams = useSearchParams();
  const [isPending, startTransition] = useTransition();
  const search = new URLSearchParams(searchParams);

  // From the address bar rather than the last render: two quick changes must not undo each other.
  const hrefNow = (change: ListChange) =>
    pathname + changeListQuery(new URLSearchParams(window.location.search), change);

  const value: ListUrl = {
    search,
    hrefFor: (change) => pathname + changeListQuery(search, change),
    go: (change) => startTransition(() => router.push(hrefNow(change), { scroll: false })),
    replace: (change) => startTransition(() => router.replace(hrefNow(change), { scroll: false })),
    isPending,
    key: `${pathname}?${search}`,
  };
  return <ListUrlContext value={value}>{children}</ListUrlContext>;
}

/** The URL of the list around. */
export function useListUrl(): ListUrl {
  const value = useContext(ListUrlContext);
  if (!value) throw new Error("The parts of a data table stand inside a ListUrlProvider.");
  return value;
}

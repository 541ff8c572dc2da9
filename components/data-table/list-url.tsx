"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useOptimistic,
  useRef,
  useTransition,
} from "react";
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
  // What was chosen shows at once; the rows follow when the server has answered.
  const [query, setQuery] = useOptimistic(searchParams.toString());
  const search = new URLSearchParams(query);

  // Timers and quick second clicks must build on the newest choice, not on the render they came from.
  const newest = useRef(query);
  useLayoutEffect(() => {
    newest.current = query;
  }, [query]);

  function change(how: "push" | "replace", what: ListChange): void {
    const next = changeListQuery(new URLSearchParams(newest.current), what);
    newest.current = next.slice(1);
    startTransition(() => {
      setQuery(next.slice(1));
      router[how](pathname + next, { scroll: false });
    });
  }

  const value: ListUrl = {
    search,
    hrefFor: (what) => pathname + changeListQuery(search, what),
    go: (what) => change("push", what),
    replace: (what) => change("replace", what),
    isPending,
    key: `${pathname}?${searchParams}`,
  };
  return <ListUrlContext value={value}>{children}</ListUrlContext>;
}

/** The URL of the list around. */
export function useListUrl(): ListUrl {
  const value = useContext(ListUrlContext);
  if (!value) throw new Error("The parts of a data table stand inside a ListUrlProvider.");
  return value;
}

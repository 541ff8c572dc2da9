"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useListUrl } from "@/components/data-table/list-url";
import { Input } from "@/components/ui/input";
import { cleanListText } from "@/lib/core/list-params";

/** Searches while the reader types, and at once on Enter; `q` in the URL follows. */
export function DataTableSearch({ label }: { label: string }) {
  const { search, replace } = useListUrl();
  const q = search.get("q") ?? "";
  const [text, setText] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const shown = useRef(q);

  useEffect(() => {
    shown.current = q;
    // An answer to what was typed a moment ago must not overwrite what is being typed now.
    if (document.activeElement === input.current && sent.current.has(q)) return;
    sent.current.clear();
    setText(q);
  }, [q]);
  useEffect(() => {
    // Who types and opens a row at once wants the row: a search that follows would take them back to the list. Where the
    // row opens over the list, the text says again what the list shows.
    const stop = (): void => {
      clearTimeout(timer.current);
      timer.current = undefined;
    };
    const leave = (event: MouseEvent): void => {
      const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
      if (
        !isElsewhere &&
        event.target instanceof Element &&
        event.target.closest("a[href], [data-row-opener]")
      ) {
        if (timer.current !== undefined) setText(shown.current);
        stop();
      }
    };
    document.addEventListener("click", leave, true);
    return () => {
      document.removeEventListener("click", leave, true);
      stop();
    };
  }, []);

  function send(value: string): void {
    clearTimeout(timer.current);
    timer.current = undefined;
    const next = cleanListText(value);
    if (next === cleanListText(q)) return;
    sent.current.add(next);
    replace({ q: next || null });
  }

  function type(value: string): void {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(value), 250);
  }

  return (
    <search className="relative min-w-0 flex-1 max-sm:basis-full sm:basis-56 sm:max-w-72">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground"
      />
      <Input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") send(event.currentTarget.value);
        }}
        className="h-8 px-8"
      />
      {text ? (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => {
            setText("");
            send("");
            input.current?.focus();
          }}
          className="absolute top-1 right-1 flex size-6 items-center justify-center rounded-md text-muted-foreground hover:text-foreground"
        >
          <X aria-hidden="true" className="size-3.5" />
        </button>
      ) : null}
    </search>
  );
}

"use client";

import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import type { CommandPage, CommandSearch } from "@/components/layout/command-palette";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

const load = () => import("@/components/layout/command-palette");
const CommandPalette = lazy(load);

export type CommandButtonProps = {
  /** A bound server action that finds users, organizations and the like. */
  search: CommandSearch;
  /** The pages this reader may open. */
  pages: readonly CommandPage[];
};

/** Opens the command palette, as Ctrl-K and ⌘-K do. */
export function CommandButton({ search, pages }: CommandButtonProps) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    function listen(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey) return;
      event.preventDefault();
      setOpen((isNowOpen) => !isNowOpen);
    }
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  return (
    <>
      <Button
        variant="outline"
        size="sm"
        aria-label="Search"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(true)}
        className="font-normal text-muted-foreground max-sm:size-9 max-sm:border-transparent max-sm:bg-transparent max-sm:shadow-none sm:w-52 sm:justify-start"
      >
        <Search aria-hidden="true" />
        <span className="max-sm:hidden">Search</span>
        <Kbd className="ml-auto max-sm:hidden">Ctrl K</Kbd>
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <CommandPalette search={search} pages={pages} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

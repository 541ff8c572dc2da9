"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { mayLeave } from "@/components/form/may-leave";
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from "@/components/ui/command";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";

export type CommandPage = { label: string; href: string; group?: string };
export type CommandResultGroup = {
  label: string;
  items: readonly { id: string; label: string; note?: string; href: string }[];
};
export type CommandSearch = (text: string) => Promise<readonly CommandResultGroup[]>;

function includesWords(text: string, words: string): boolean {
  const haystack = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

/** Finds pages at once and records on the server; a file of its own, loaded when it is first opened. */
export default function CommandPalette({
  search,
  pages,
  onClose,
}: {
  search: CommandSearch;
  pages: readonly CommandPage[];
  onClose: () => void;
}) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [answer, setAnswer] = useState<{ text: string; groups: readonly CommandResultGroup[] }>();
  const words = text.trim();

  useEffect(() => {
    if (words === "") return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const groups = await search(words).catch(() => []);
      if (isCurrent) setAnswer({ text: words, groups });
    }, 150);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [words, search]);

  function open(href: string): void {
    onClose();
    if (mayLeave(href)) router.push(href);
  }

  const found = words === "" ? [] : (answer?.groups ?? []);
  const matching = pages.filter(
    (page) => words === "" || includesWords(`${page.group ?? ""} ${page.label}`, words),
  );
  const isSearching = words !== "" && answer?.text !== words;
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent className="max-w-xl overflow-hidden [&>button:last-child]:hidden">
        <DialogTitle className="sr-only">Search</DialogTitle>
        <DialogDescription className="sr-only">Find users, organizations and pages</DialogDescription>
        <Command shouldFilter={false} label="Search" loop>
          <CommandInput
            value={text}
            onValueChange={setText}
            placeholder="Search users, organizations and pages"
          />
          <CommandList>
            <CommandEmpty>{isSearching ? "Searching" : "Nothing found"}</CommandEmpty>
            {matching.length > 0 ? (
              <CommandGroup heading="Pages">
                {matching.map((page) => (
                  <CommandItem key={page.href} value={page.href} onSelect={() => open(page.href)}>
                    <span className="truncate">{page.label}</span>
                    <span className="ml-auto shrink-0 text-muted-foreground text-xs">{page.group}</span>
                  </CommandItem>
                ))}
              </CommandGroup>
            ) : null}
            {found.map((group) =>
              group.items.length > 0 ? (
                <CommandGroup key={group.label} heading={group.label}>
                  {group.items.map((item) => (
                    <CommandItem key={item.id} value={item.id} onSelect={() => open(item.href)}>
                      <span className="max-w-[60%] shrink-0 truncate">{item.label}</span>
                      <span className="min-w-0 truncate text-muted-foreground">{item.note}</span>
                    </CommandItem>
                  ))}
                </CommandGroup>
              ) : null,
            )}
          </CommandList>
        </Command>
      </DialogContent>
    </Dialog>
  );
}

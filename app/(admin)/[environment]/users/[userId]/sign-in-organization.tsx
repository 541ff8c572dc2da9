"use client";

import { ChevronsUpDown } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useCallback, useEffect, useId, useState } from "react";
import type { FilterOption } from "@/components/data-table/column";
import { mayLeave } from "@/components/form/may-leave";
import { useTypedSearch } from "@/components/form/use-typed-search";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { searchOrganizations } from "../user-filters";
import { findOwnOrganizations } from "./find-own-organizations";

const ANY: FilterOption = { value: "", label: "Any organization" };

/** Asks the question for one organization of the environment, theirs or not. */
export function SignInOrganization({
  environmentKey,
  userId,
  chosen,
}: {
  environmentKey: string;
  userId: string;
  chosen: { id: string; name: string } | null;
}) {
  const router = useRouter();
  const pathname = usePathname();
  const labelId = useId();
  const [isOpen, setOpen] = useState(false);
  const { text, setText, found } = useTypedSearch(
    useCallback((typed: string) => searchOrganizations(environmentKey, typed), [environmentKey]),
  );

  const [own, setOwn] = useState<readonly FilterOption[]>([]);

  // Theirs are the likeliest to be asked about: they stand there before anything is typed.
  useEffect(() => {
    if (!isOpen) return;
    const request = new AbortController();
    void findOwnOrganizations({ environmentKey, userId, text: "", signal: request.signal }).then((found) => {
      if (found) setOwn(found.map(({ id, name }) => ({ value: id, label: name })));
    });
    return () => request.abort();
  }, [isOpen, environmentKey, userId]);

  function choose(id: string): void {
    setOpen(false);
    setText("");
    const href = id ? `${pathname}?organization=${id}` : pathname;
    if (mayLeave(href)) router.push(href, { scroll: false });
  }

  return (
    <div className="flex items-center gap-2 text-sm">
      <span id={labelId} className="text-muted-foreground">
        When they sign in to
      </span>
      <Popover open={isOpen} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button variant="outline" size="sm" aria-labelledby={`${labelId} ${labelId}-value`}>
            <span id={`${labelId}-value`} className="max-w-40 truncate">
              {chosen?.name ?? ANY.label}
            </span>
            <ChevronsUpDown aria-hidden="true" className="text-muted-foreground" />
          </Button>
        </PopoverTrigger>
        <PopoverContent align="end" className="w-72 p-2">
          <Input
            type="search"
            aria-label="Find an organization"
            placeholder="Type to search"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="mb-1 h-8"
          />
          <ul aria-label="Organizations" className="max-h-64 overflow-y-auto">
            {[ANY, ...(text.trim() ? found : own)].map(({ value, label }) => (
              <li key={value}>
                <Button
                  variant="ghost"
                  size="sm"
                  className="w-full justify-start"
                  aria-current={value === (chosen?.id ?? "") ? "true" : undefined}
                  onClick={() => choose(value)}
                >
                  <span className="min-w-0 truncate">{label}</span>
                </Button>
              </li>
            ))}
          </ul>
        </PopoverContent>
      </Popover>
    </div>
  );
}

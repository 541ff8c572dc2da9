"use client";

import { X } from "lucide-react";
import { useState } from "react";
import type { FilterOption } from "@/components/data-table/column";
import { FormField, useField } from "@/components/form/form-field";
import { useTypedSearch } from "@/components/form/use-typed-search";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** Records chosen from too many to list: those chosen as removable chips, others found by typing. */
export function SearchChoicesField({
  name,
  label,
  placeholder,
  search,
  initial = [],
}: {
  name: string;
  label: string;
  placeholder: string;
  /** Must stay the same function from render to render. */
  search: (text: string) => Promise<readonly FilterOption[]>;
  initial?: readonly FilterOption[];
}) {
  const field = useField(name, false);
  const [chosen, setChosen] = useState<readonly FilterOption[]>(initial);
  const { text, setText, found } = useTypedSearch(search);

  function choose(next: readonly FilterOption[]): void {
    setChosen(next);
    setText("");
    const ids = next.map(({ value }) => value);
    field.form.setValue(name, ids, { shouldDirty: true, shouldValidate: field.error !== undefined });
  }

  const others = found.filter((option) => !chosen.some(({ value }) => value === option.value));
  return (
    <FormField id={field.id} label={label} error={field.error}>
      {chosen.length > 0 ? (
        <ul aria-label="Chosen" className="flex flex-wrap gap-1.5">
          {chosen.map((option) => (
            <li
              key={option.value}
              className="flex h-7 max-w-full items-center rounded-md border bg-muted pl-2 text-sm"
            >
              <span className="truncate">{option.label}</span>
              <button
                type="button"
                aria-label={`Remove ${option.label}`}
                onClick={() => choose(chosen.filter((item) => item !== option))}
                className="flex size-6.5 shrink-0 items-center justify-center text-muted-foreground hover:text-foreground"
              >
                <X aria-hidden="true" className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <Input
        {...field.inputProps}
        type="search"
        placeholder={placeholder}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          // Enter here takes the first one found; it must not send the form.
          event.preventDefault();
          const [first] = others;
          if (first) choose([...chosen, first]);
        }}
      />
      {others.length > 0 ? (
        <ul aria-label="Found" className="flex flex-col">
          {others.map((option) => (
            <li key={option.value}>
              <Button
                variant="ghost"
                size="sm"
                className="w-full justify-start"
                onClick={() => choose([...chosen, option])}
              >
                <span className="truncate">{option.label}</span>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </FormField>
  );
}

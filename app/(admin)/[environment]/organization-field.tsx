"use client";

import { useEffect, useState } from "react";
import type { FilterOption } from "@/components/data-table/column";
import { FieldError, useField } from "@/components/form/form-field";
import { Input } from "@/components/ui/input";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { searchOrganizations } from "./users/user-filters";

/** Exactly one organization: the usual one is offered, others are found by typing. */
export function OrganizationField({
  name,
  legend = "Organization",
  environmentKey,
  initial,
  others = [],
}: {
  name: string;
  legend?: string;
  environmentKey: string;
  initial: FilterOption | null;
  /** What can be chosen besides, without being searched for. */
  others?: readonly FilterOption[];
}) {
  const field = useField(name, false);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(initial);
  const [found, setFound] = useState<readonly FilterOption[]>([]);

  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const options = text.trim() ? await searchOrganizations(environmentKey, text.trim()) : [];
      if (isCurrent) setFound(options);
    }, 200);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [environmentKey, text]);

  function choose(option: FilterOption): void {
    setChosen(option);
    field.form.setValue(name, option.value, { shouldDirty: true, shouldValidate: field.error !== undefined });
  }

  const more = [...others, ...found].filter(({ value }) => value !== chosen?.value);
  const options = [...(chosen ? [chosen] : []), ...more];
  return (
    <RadioGroup legend={legend}>
      <Input
        type="search"
        aria-label="Find another organization"
        placeholder="Find another organization"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          // Enter here must not send the form.
          if (event.key === "Enter") event.preventDefault();
        }}
      />
      {options.map((option) => (
        <RadioGroupItem
          key={option.value}
          name={field.id}
          value={option.value}
          label={<span className="break-words">{option.label}</span>}
          checked={option.value === chosen?.value}
          onChange={() => choose(option)}
        />
      ))}
      <FieldError id={field.id} error={field.error} />
    </RadioGroup>
  );
}

"use client";

import { useCallback, useState } from "react";
import type { FilterOption } from "@/components/data-table/column";
import { FieldError, useField } from "@/components/form/form-field";
import { useTypedSearch } from "@/components/form/use-typed-search";
import { useUntilCheckable, useUntilReady } from "@/components/form/use-until-ready";
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
  const [chosen, setChosen] = useState(initial);
  const { text, setText, found } = useTypedSearch(
    useCallback((typed: string) => searchOrganizations(environmentKey, typed), [environmentKey]),
  );
  const [untilReady, untilCheckable] = [useUntilReady(), useUntilCheckable()];

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
        {...untilReady}
      />
      {options.map((option) => (
        <RadioGroupItem
          key={option.value}
          name={field.id}
          value={option.value}
          label={<span className="break-words">{option.label}</span>}
          checked={option.value === chosen?.value}
          onChange={() => choose(option)}
          {...untilCheckable}
        />
      ))}
      <FieldError id={field.id} error={field.error} />
    </RadioGroup>
  );
}

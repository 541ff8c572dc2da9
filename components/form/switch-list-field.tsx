"use client";

import { useState } from "react";
import { useWatch } from "react-hook-form";
import { FieldError, useField } from "@/components/form/form-field";
import { useUntilCheckable } from "@/components/form/use-until-ready";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";

export type SwitchOption = {
  value: string;
  label: string;
  note?: string;
  /** Under which heading it stands; options of one group follow each other. */
  group?: string | null;
  /** On whatever the field says, and not to be switched off here. */
  isFixed?: boolean;
};

// Fewer than this are seen at a glance.
const few = 8;

/** Many things to switch on or off, found by typing; the field holds the values of those that are on. */
export function SwitchListField({
  name,
  label,
  options,
  searchLabel,
  empty,
  disabled = false,
}: {
  name: string;
  label: string;
  options: readonly SwitchOption[];
  searchLabel: string;
  /** Said when there is nothing to switch. */
  empty: string;
  disabled?: boolean;
}) {
  const field = useField(name, false);
  const values: readonly string[] = useWatch({ control: field.form.control, name }) ?? [];
  const [text, setText] = useState("");
  const untilReady = useUntilCheckable();
  const wanted = text.trim().toLowerCase();
  const shown = options.filter(({ label, note = "", group }) =>
    `${label} ${note} ${group ?? ""}`.toLowerCase().includes(wanted),
  );

  function set(value: string, isOn: boolean): void {
    // In the order of the options, so that off and on again is no change.
    const next = options.filter((option) => (option.value === value ? isOn : values.includes(option.value)));
    field.form.setValue(
      name,
      next.map((option) => option.value),
      { shouldDirty: true },
    );
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-2 font-medium text-sm">{label}</legend>
      {options.length > few ? (
        <Input
          type="search"
          aria-label={searchLabel}
          placeholder={searchLabel}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            // Enter here must not send the form.
            if (event.key === "Enter") event.preventDefault();
          }}
        />
      ) : null}
      {shown.length > 0 ? (
        toGroups(shown).map(({ group, members }) => (
          <div key={group ?? ""} className="flex flex-col gap-1.5">
            {group ? <h3 className="mt-1 font-medium text-muted-foreground text-sm">{group}</h3> : null}
            <ul aria-label={group ?? undefined} className="divide-y rounded-xl border">
              {members.map((option) => (
                <li key={option.value} className="flex min-h-11 items-center justify-between gap-4 px-3 py-2">
                  <label htmlFor={`${field.id}-${option.value}`} className="min-w-0 flex-1 text-sm">
                    <span className="block break-words font-medium">{option.label}</span>
                    {option.note ? (
                      <span className="block break-words text-muted-foreground text-xs">{option.note}</span>
                    ) : null}
                  </label>
                  <Switch
                    id={`${field.id}-${option.value}`}
                    aria-label={option.label}
                    checked={option.isFixed || values.includes(option.value)}
                    disabled={disabled || option.isFixed}
                    onCheckedChange={(isOn) => set(option.value, isOn)}
                    {...untilReady}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))
      ) : (
        <p role="status" className="text-muted-foreground text-sm">
          {options.length === 0 ? empty : "Nothing matches."}
        </p>
      )}
      <FieldError id={field.id} error={field.error} />
    </fieldset>
  );
}

type Group = { group: string | null; members: SwitchOption[] };

function toGroups(options: readonly SwitchOption[]): Group[] {
  const groups: Group[] = [];
  for (const option of options) {
    const { group = null } = option;
    const last = groups.at(-1);
    if (last?.group === group) last.members.push(option);
    else groups.push({ group, members: [option] });
  }
  return groups;
}

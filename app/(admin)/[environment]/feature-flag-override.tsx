"use client";

import { useState } from "react";
import { useWatch } from "react-hook-form";
import { FieldError, useField } from "@/components/form/form-field";
import { useUntilCheckable, useUntilReady } from "@/components/form/use-until-ready";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { FlagSource, OverridableFlag } from "@/lib/feature-flags/resolve-flag";
import { flagValueInWords } from "@/lib/feature-flags/schema";

const SOURCE_LABELS: Record<FlagSource, string> = {
  default: "Default",
  environment: "Environment",
  organization: "Organization",
  user: "User",
};

/** One flag: the value that holds and where it comes from; or, overridden here, the field of its own value. */
export function FeatureFlagOverride({
  flag,
  name,
  level,
  canChange,
}: {
  flag: OverridableFlag;
  name: string;
  level: "organization" | "user";
  canChange: boolean;
}) {
  const field = useField(name, false);
  const own: string | null = useWatch({ control: field.form.control, name });
  // What was pressed gives way to another control, which takes the focus on.
  const [isPressed, setPressed] = useState(false);
  const inherited = flagValueInWords(flag.type, flag.inherited.value);
  const set = (value: string | null) => {
    setPressed(true);
    field.form.clearErrors(name);
    field.form.setValue(name, value, { shouldDirty: true });
  };
  const isEditable = canChange && own !== null;
  return (
    <li className="flex flex-col gap-3 p-4 sm:flex-row sm:items-start sm:justify-between sm:gap-6">
      <div className="flex min-w-0 flex-col gap-1">
        <span className="break-words font-medium text-sm">{flag.name}</span>
        <span className="break-all font-mono text-muted-foreground text-xs">{flag.key}</span>
        {flag.description ? (
          <span className="break-words text-muted-foreground text-xs">{flag.description}</span>
        ) : null}
      </div>
      <div className="flex min-w-0 flex-col gap-2 sm:w-56 sm:shrink-0 sm:items-end">
        {isEditable ? (
          <FlagValueInput flag={flag} name={name} field={field} takesFocus={isPressed} />
        ) : (
          <span className="break-all text-sm">
            {own === null ? inherited : flagValueInWords(flag.type, own)}
          </span>
        )}
        <div className="flex flex-wrap items-center gap-2 sm:justify-end">
          <Badge variant={own === null ? "outline" : "default"}>
            {SOURCE_LABELS[own === null ? flag.inherited.source : level]}
          </Badge>
          {canChange && flag.isOverridable && own === null ? (
            <Button
              variant="outline"
              size="sm"
              aria-label={`Override ${flag.name}`}
              autoFocus={isPressed}
              onClick={() => set(flag.inherited.value)}
            >
              Override
            </Button>
          ) : null}
          {canChange && !flag.isOverridable ? (
            <span className="text-muted-foreground text-xs">Not overridable here</span>
          ) : null}
          {isEditable ? (
            <Button
              variant="ghost"
              size="sm"
              aria-label={`Reset to ${inherited}: ${flag.name}`}
              className="max-w-full"
              onClick={() => set(null)}
            >
              <span className="truncate">Reset to {inherited}</span>
            </Button>
          ) : null}
        </div>
      </div>
    </li>
  );
}

function FlagValueInput({
  flag,
  name,
  field,
  takesFocus,
}: {
  flag: OverridableFlag;
  name: string;
  field: ReturnType<typeof useField>;
  takesFocus: boolean;
}) {
  const [untilReady, untilCheckable] = [useUntilReady(), useUntilCheckable()];
  const shared = {
    ...field.inputProps,
    ...field.form.register(name),
    defaultValue: field.initialValue,
    "aria-label": `Value of ${flag.name}`,
    // Also where the row shows because its value was refused.
    autoFocus: takesFocus || field.error !== undefined,
  };
  return (
    <div className="flex w-full flex-col gap-1.5">
      {flag.type === "bool" ? (
        <Select {...shared} {...untilCheckable}>
          <option value="true">On</option>
          <option value="false">Off</option>
        </Select>
      ) : (
        <Input
          {...shared}
          {...untilReady}
          inputMode={flag.type === "int" ? "numeric" : undefined}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      <FieldError id={field.id} error={field.error} />
    </div>
  );
}

import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** A set of radios under one visible question. */
export function RadioGroup({
  legend,
  className,
  children,
  ...props
}: ComponentProps<"fieldset"> & { legend: ReactNode }) {
  return (
    <fieldset className={cn("flex flex-col gap-2", className)} {...props}>
      <legend className="mb-2 font-medium text-sm">{legend}</legend>
      {children}
    </fieldset>
  );
}

/** One choice: a native radio in a bordered row with an optional second line. */
export function RadioGroupItem({
  label,
  description,
  className,
  ...props
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; description?: ReactNode }) {
  return (
    <label
      className={cn(
        "flex items-start gap-2.5 rounded-lg border p-3 text-sm transition-colors hover:bg-accent has-checked:border-primary has-checked:bg-brand-soft has-[:disabled:not([data-loading])]:opacity-55",
        className,
      )}
    >
      <input
        type="radio"
        className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-input bg-card checked:border-[5px] checked:border-primary checked:bg-white"
        {...props}
      />
      <span className="flex flex-col gap-0.5">
        <span className="font-medium">{label}</span>
        {description ? <span className="text-muted-foreground">{description}</span> : null}
      </span>
    </label>
  );
}

import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  onCheckedChange?: (isChecked: boolean) => void;
};

/** A native checkbox in our dress: it works in plain forms and without JavaScript. */
export function Checkbox({ className, onCheckedChange, onChange, ...props }: CheckboxProps) {
  const handleChange: CheckboxProps["onChange"] =
    onChange || onCheckedChange
      ? (event) => {
          onChange?.(event);
          onCheckedChange?.(event.target.checked);
        }
      : undefined;
  return (
    <span className={cn("relative inline-flex size-4 shrink-0 align-middle", className)}>
      {/* The pseudo-element widens the target to 24 px without widening the box. */}
      <input
        type="checkbox"
        onChange={handleChange}
        className="peer size-4 appearance-none rounded-sm border border-input bg-card shadow-raised transition-colors before:absolute before:-inset-1 checked:border-primary checked:bg-primary indeterminate:border-primary indeterminate:bg-primary hover:border-muted-foreground [&:disabled:not([data-loading])]:opacity-55 aria-invalid:border-destructive"
        {...props}
      />
      <svg
        viewBox="0 0 16 16"
        fill="none"
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 stroke-2 stroke-primary-foreground opacity-0 peer-checked:opacity-100 peer-indeterminate:hidden"
      >
        <path d="m4 8.5 2.7 2.7L12 5.5" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      <svg
        viewBox="0 0 16 16"
        fill="none"
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 hidden stroke-2 stroke-primary-foreground peer-indeterminate:block"
      >
        <path d="M4.5 8h7" strokeLinecap="round" />
      </svg>
    </span>
  );
}

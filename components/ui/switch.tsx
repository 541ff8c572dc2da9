import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export type SwitchProps = Omit<ComponentProps<"input">, "type" | "role"> & {
  onCheckedChange?: (isChecked: boolean) => void;
};

// The native checked state is the switch's state, so no aria-checked is needed beside it.
const switchRole = { role: "switch" };

/** A native checkbox with the role and look of a switch. */
export function Switch({ className, onCheckedChange, onChange, ...props }: SwitchProps) {
  const handleChange: SwitchProps["onChange"] =
    onChange || onCheckedChange
      ? (event) => {
          onChange?.(event);
          onCheckedChange?.(event.target.checked);
        }
      : undefined;
  return (
    <span className={cn("relative inline-flex h-5 w-9 shrink-0", className)}>
      <input
        type="checkbox"
        {...switchRole}
        onChange={handleChange}
        className="peer h-5 w-9 appearance-none rounded-full bg-muted-foreground/55 transition-colors before:absolute before:-inset-0.5 checked:bg-primary [&:disabled:not([data-loading])]:opacity-55"
        {...props}
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-0.5 left-0.5 size-4 rounded-full bg-white shadow-raised transition-transform peer-checked:translate-x-4"
      />
    </span>
  );
}

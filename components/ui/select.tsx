import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { controlClasses } from "@/components/ui/input";

export type SelectProps = Omit<ComponentProps<"select">, "multiple" | "size"> & {
  onValueChange?: (value: string) => void;
};

/** A native select with `<option>` children, so that it works on phones, in plain forms and without JavaScript. */
export function Select({ className, onValueChange, onChange, children, ...props }: SelectProps) {
  const handleChange: SelectProps["onChange"] =
    onChange || onValueChange
      ? (event) => {
          onChange?.(event);
          onValueChange?.(event.target.value);
        }
      : undefined;
  return (
    <span className={cn("relative block", className)}>
      <select
        onChange={handleChange}
        className={cn(controlClasses, "native-select h-9 truncate pr-8 pl-3")}
        {...props}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-muted-foreground"
      />
    </span>
  );
}

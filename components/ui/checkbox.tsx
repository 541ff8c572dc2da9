import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  onCheckedChange?: (isChecked: boolean) => void;
};

/** A native checkbox in our dress, drawn by its styles alone: it works in plain forms, and a list has fifty. */
export function Checkbox({ className, onCheckedChange, onChange, ...props }: CheckboxProps) {
  const handleChange: CheckboxProps["onChange"] =
    onChange || onCheckedChange
      ? (event) => {
          onChange?.(event);
          onCheckedChange?.(event.target.checked);
        }
      : undefined;
  return <input type="checkbox" onChange={handleChange} className={cn("checkbox", className)} {...props} />;
}

import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** Shared by every text-like control, so that they line up. */
export const controlClasses =
  "w-full min-w-0 rounded-md border border-input bg-card text-foreground text-sm shadow-raised transition-[border-color,box-shadow] duration-100 placeholder:text-muted-foreground hover:border-muted-foreground/50 focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-ring/35 focus-visible:outline-offset-0 [&:disabled:not([data-loading])]:cursor-not-allowed [&:disabled:not([data-loading])]:bg-muted [&:disabled:not([data-loading])]:opacity-70 [&[readonly]:not([data-loading])]:bg-muted [&[readonly]:not([data-loading])]:shadow-none aria-invalid:border-destructive aria-invalid:focus-visible:outline-destructive/30 max-sm:text-lg";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn(controlClasses, "h-9 px-3", className)} {...props} />;
}

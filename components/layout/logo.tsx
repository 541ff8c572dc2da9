import { LogoMark } from "@/components/layout/logo-mark";
import { cn } from "@/components/ui/cn";

/** The mark and the name, or the name of the business whose pages these are. */
export function Logo({ name = "Gatehouse", className }: { name?: string; className?: string }) {
  return (
    <span className={cn("flex items-center gap-2 font-semibold text-base tracking-tight", className)}>
      <LogoMark className="size-6 text-brand" />
      <span className="truncate">{name}</span>
    </span>
  );
}

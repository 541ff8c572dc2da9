import { cn } from "@/components/ui/cn";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function firstLetter(word: string | undefined): string {
  if (!word) return "";
  // Nothing joins two of these into one letter, and a list has fifty names.
  if (/^[a-z\d][\x20-\x7e]/i.test(word)) return word.charAt(0).toUpperCase();
  for (const { segment } of segmenter.segment(word)) return segment.toUpperCase();
  return "";
}

/** Up to two letters of a name or an email in a quiet circle; the name itself stands beside it. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  const words = name
    .split("@", 1)
    .join("")
    .split(/[\s._-]+/)
    .filter(Boolean);
  const initials = firstLetter(words[0]) + (words.length > 1 ? firstLetter(words.at(-1)) : "");
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-flex size-8 shrink-0 select-none items-center justify-center overflow-hidden rounded-full border bg-secondary font-medium text-muted-foreground text-xs",
        className,
      )}
    >
      {initials || "?"}
    </span>
  );
}

"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { toast } from "@/components/ui/toast";

/** Copies a value; says so in place, and says it too when the browser refuses. */
export function CopyButton({
  value,
  label,
  className,
  onCopied,
}: {
  value: string;
  label: string;
  className?: string;
  onCopied?: () => void;
}) {
  const [isCopied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      onCopied?.();
    } catch {
      toast.error("The browser did not allow copying. Select the text and copy it by hand.");
    }
  }
  const Icon = isCopied ? Check : Copy;
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={isCopied ? `${label}: copied` : label}
      title={label}
      onClick={copy}
      onBlur={() => setCopied(false)}
      onPointerLeave={() => setCopied(false)}
      className={cn("size-7 text-muted-foreground", className)}
    >
      <Icon aria-hidden="true" className={cn("size-3.5!", isCopied && "text-success-text")} />
    </Button>
  );
}

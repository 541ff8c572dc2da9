"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

/** A hand-over link, which is shown to one person and kept nowhere. */
export function OneTimeLink({ link }: { link: string }) {
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor="hand-over-link">Hand-over link</Label>
      <div className="flex gap-2">
        <Input id="hand-over-link" readOnly value={link} onFocus={(event) => event.target.select()} />
        <CopyButton value={link} label="Copy link" />
      </div>
    </div>
  );
}

"use client";

import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { useUnsavedChanges } from "@/components/form/use-unsaved-changes";
import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

const DiscardChangesDialog = lazy(() => import("@/components/form/discard-changes-dialog"));

const WORDS = {
  title: "Close without the link?",
  description: "It was not copied, and it cannot be shown again. You would have to make a new one.",
  keep: "Keep it open",
  discard: "Close without it",
};

/**
 * A hand-over link, which is shown to one person and kept nowhere: who would close what shows it, or leave the page, before it was
 * copied is asked first.
 */
export function useOneTimeLink(onClose: () => void): {
  link: string | null;
  show: (link: string | null) => void;
  /** For all ways to close. */
  close: () => void;
  /** The link itself, to copy. */
  field: ReactNode;
  dialog: ReactNode;
} {
  const [link, setLink] = useState<string | null>(null);
  const [isCopied, setCopied] = useState(false);
  const [step, setStep] = useState<"open" | "asking" | "closing" | "closed">("open");
  const isHeld = link !== null && !isCopied && (step === "open" || step === "asking");
  const leaving = useUnsavedChanges(isHeld, WORDS);

  // Closing can be a step back, which is free once the guard is gone.
  useEffect(() => {
    if (step !== "closing") return;
    setStep("closed");
    onClose();
  }, [step, onClose]);

  function onCopied() {
    setCopied(true);
    // Copying takes the browser a moment: who asked to close within it is asked nothing any more.
    setStep((now) => (now === "asking" ? "closing" : now));
  }

  return {
    link,
    show: setLink,
    close: () => (isHeld ? setStep("asking") : onClose()),
    field: link ? <LinkField link={link} onCopied={onCopied} /> : null,
    dialog: (
      <>
        {leaving}
        <Suspense fallback={null}>
          {step === "asking" ? (
            <DiscardChangesDialog
              words={WORDS}
              onKeep={() => setStep("open")}
              onDiscard={() => setStep("closing")}
            />
          ) : null}
        </Suspense>
      </>
    ),
  };
}

function LinkField({ link, onCopied }: { link: string; onCopied: () => void }) {
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor="hand-over-link">Hand-over link</Label>
      <div className="flex gap-2">
        <Input
          id="hand-over-link"
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
          onCopy={onCopied}
        />
        <CopyButton value={link} label="Copy link" onCopied={onCopied} />
      </div>
    </div>
  );
}

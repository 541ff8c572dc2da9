"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

const CANCELLED = "Nothing was chosen. Try again, or use another way.";

/** Asks the browser for a passkey, or for a new one, and posts its answer; the one part of these pages that needs a script. */
export function PasskeyForm({
  action,
  options,
  isNew = false,
  label,
}: {
  action: string;
  /** As the server made them: JSON. */
  options: string;
  isNew?: boolean;
  label: string;
}) {
  const form = useRef<HTMLFormElement>(null);
  const answer = useRef<HTMLInputElement>(null);
  const hasBegun = useRef(false);
  const [error, setError] = useState("");

  const ask = useCallback(async () => {
    setError("");
    try {
      const { startAuthentication, startRegistration } = await import("@simplewebauthn/browser");
      const optionsJSON = JSON.parse(options);
      const said = isNew
        ? await startRegistration({ optionsJSON })
        : await startAuthentication({ optionsJSON });
      if (answer.current) answer.current.value = JSON.stringify(said);
      form.current?.submit();
    } catch {
      setError(CANCELLED);
    }
  }, [options, isNew]);

  useEffect(() => {
    // The button on the page before was the wish; a browser that wants one more shows this page's button.
    if (hasBegun.current) return;
    hasBegun.current = true;
    void ask();
  }, [ask]);

  return (
    <form ref={form} method="post" action={action} className="flex flex-col gap-4">
      <input ref={answer} type="hidden" name="answer" />
      {error ? <Alert variant="destructive">{error}</Alert> : null}
      <Button size="lg" onClick={() => void ask()}>
        {label}
      </Button>
      <noscript>
        <p className="text-muted-foreground text-sm">Passkeys need JavaScript. Use another way instead.</p>
      </noscript>
    </form>
  );
}

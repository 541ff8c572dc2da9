"use client";

import { type FormEvent, useEffect, useState } from "react";
import { ButtonLink } from "@/components/hosted/button-link";
import { HostedShell } from "@/components/layout/hosted-shell";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { OPENED } from "./words";

type HandOverProps = {
  businessName: string;
  /** Where the form goes; without scripts its answer is a page of its own. */
  action: string;
  token: string;
  /** The front pages of applications, where the password can be used. */
  homes: { name: string; url: string }[];
};

/** Shows the password of a hand-over link in this page alone: it is in no address, and gone with the page. */
export function HandOver({ businessName, action, token, homes }: HandOverProps) {
  const [password, setPassword] = useState<string | null>(null);
  const [isOpening, setOpening] = useState(false);
  useEffect(() => {
    // A browser may keep the page for its back button, with what it showed.
    const forget = ({ persisted }: PageTransitionEvent) => persisted && window.location.reload();
    window.addEventListener("pageshow", forget);
    return () => window.removeEventListener("pageshow", forget);
  }, []);

  async function open(event: FormEvent) {
    event.preventDefault();
    setOpening(true);
    const opened = await openLink(action, token);
    // The page itself says how the link stands now.
    if (opened === null) window.location.reload();
    else setPassword(opened);
  }

  if (password === null) {
    return (
      <HostedShell
        businessName={businessName}
        title="Your temporary password"
        description="It can be shown once. Have the page where you sign in ready, or paper and pencil."
      >
        <form method="post" action={action} onSubmit={open}>
          <input type="hidden" name="token" value={token} />
          <Button type="submit" size="lg" className="w-full" disabled={isOpening}>
            Show password
          </Button>
        </form>
      </HostedShell>
    );
  }
  return (
    <HostedShell businessName={businessName} title={OPENED.title} description={OPENED.text}>
      <div className="flex items-center gap-2 rounded-lg border bg-muted py-3 pr-2 pl-4">
        <pre
          // Whoever cannot see the page change is read it.
          ref={(element) => element?.focus()}
          tabIndex={-1}
          className="min-w-0 flex-1 select-all whitespace-pre-wrap break-words font-mono text-base outline-none"
        >
          {password}
        </pre>
        <CopyButton value={password} label="Copy password" />
      </div>
      {homes.map(({ name, url }, index) => (
        <ButtonLink key={url} href={url} variant={index === 0 ? "default" : "outline"} isNewTab>
          <span className="min-w-0 truncate">Sign in to {name}</span>
        </ButtonLink>
      ))}
    </HostedShell>
  );
}

async function openLink(action: string, token: string): Promise<string | null> {
  try {
    const answer = await fetch(action, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams({ token }),
    });
    const opened: unknown = answer.ok ? await answer.json() : null;
    return typeof opened === "string" ? opened : null;
  } catch {
    return null;
  }
}

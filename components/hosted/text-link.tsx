import type { ReactNode } from "react";

/** A link inside a sentence; a plain one, as these pages do without scripts. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="font-medium text-brand underline-offset-4 hover:underline">
      {children}
    </a>
  );
}

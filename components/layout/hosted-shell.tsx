import type { ReactNode } from "react";
import { LogoMark } from "@/components/layout/logo-mark";

/** The frame of the hosted sign-in pages: one card on a quiet ground, and no script of its own. */
export function HostedShell({
  businessName = "Gatehouse",
  logo,
  title,
  description,
  children,
  footer,
}: {
  businessName?: string;
  /** The business's own mark in place of ours. */
  logo?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** A line under the card, such as the way to another page. */
  footer?: ReactNode;
}) {
  return (
    <main className="flex min-h-dvh flex-col items-center bg-muted px-4 py-10 sm:justify-center sm:pb-24 dark:bg-background">
      <div className="mb-6 flex max-w-sm items-center gap-2.5 font-semibold text-lg tracking-tight">
        {logo ?? <LogoMark className="size-7 text-brand" />}
        <span className="truncate">{businessName}</span>
      </div>
      <div className="w-full max-w-sm rounded-xl border bg-card p-6 shadow-raised sm:p-8">
        <h1 className="break-words font-semibold text-xl tracking-tight">{title}</h1>
        {description ? <p className="mt-1 break-words text-muted-foreground">{description}</p> : null}
        {children ? <div className="mt-6 flex flex-col gap-4">{children}</div> : null}
      </div>
      {/* No paragraph: some pages have several links here, in a block of their own. */}
      {footer ? <div className="mt-5 text-center text-muted-foreground text-sm">{footer}</div> : null}
    </main>
  );
}

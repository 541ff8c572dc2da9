import type { ReactNode } from "react";
import { LogoMark } from "@/components/layout/logo-mark";

/** A whole page that says one thing and offers one way on. */
export function MessagePage({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <main className="flex min-h-[80dvh] flex-col items-center justify-center gap-3 px-6 py-16 text-center">
      <LogoMark className="mb-2 size-9 text-muted-foreground" />
      <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
      <p className="max-w-md break-words text-muted-foreground">{text}</p>
      {children ? <div className="mt-3 flex gap-2">{children}</div> : null}
    </main>
  );
}

"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";

const DIALOGS = ["add", "copy", "copyTo", "edit", "delete"] as const;

/** The address says which dialog is open over a list, so that the server reads what it shows only then. */
export function useDialogUrl() {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();

  function hrefFor(dialog: (typeof DIALOGS)[number] | null, id = "1"): string {
    const next = new URLSearchParams(search);
    for (const name of DIALOGS) next.delete(name);
    if (dialog) next.set(dialog, id);
    return next.size > 0 ? `${pathname}?${next}` : pathname;
  }

  return { hrefFor, close: () => router.replace(hrefFor(null), { scroll: false }) };
}

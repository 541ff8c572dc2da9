import { usePathname, useRouter } from "next/navigation";
import { useRef } from "react";

/** Keeps in the URL which row's panel is open over a list, under `name`; the server reads what it shows. */
export function usePanelUrl(name: string) {
  const router = useRouter();
  const pathname = usePathname();
  const wasOpenedHere = useRef(false);

  function hrefWith(change: Record<string, string | null>): string {
    const search = new URLSearchParams(window.location.search);
    for (const [key, value] of Object.entries(change)) {
      if (value === null) search.delete(key);
      else search.set(key, value);
    }
    return search.size > 0 ? `${pathname}?${search}` : pathname;
  }

  function open(id: string): void {
    wasOpenedHere.current = true;
    router.push(hrefWith({ [name]: id }), { scroll: false });
  }

  function close(): void {
    // Opened from this list, closing is a step back; opened by a link, there is no list to go back to.
    if (wasOpenedHere.current) router.back();
    else router.replace(hrefWith({ [name]: null }), { scroll: false });
    wasOpenedHere.current = false;
  }

  return { hrefWith, open, close };
}

"use client";

import { ThemeProvider as NextThemesProvider } from "next-themes";
import type { ReactNode } from "react";

declare global {
  interface Window {
    __webpack_nonce__?: string;
  }
}

/** Light, dark or the system's theme; also hands the page's CSP nonce to libraries that add style elements. */
export function ThemeProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  // The scroll lock under Radix dialogs asks the `get-nonce` package, which reads this global. The first value stays:
  // it is the document's, a later render of this layout brings the nonce of another response.
  if (typeof window !== "undefined" && nonce) window.__webpack_nonce__ ??= nonce;
  return (
    <NextThemesProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      enableColorScheme={false}
      disableTransitionOnChange
      nonce={nonce}
    >
      {children}
    </NextThemesProvider>
  );
}

import type { Page } from "@playwright/test";

/** Until React has taken a hosted page over: before that its forms go their way without scripts. */
export async function waitForReact(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__reactFiber")),
  );
}

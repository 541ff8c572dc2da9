import { gzipSync } from "node:zlib";
import { fetchPage } from "./http-client";

/** What the list of users may load at first. */
export const FIRST_LOAD_FLOOR_KB = 180;

/** The scripts that a browser loads with a page before anybody does anything, in kilobytes of 1,024 bytes, gzipped. */
export async function firstLoadKilobytes(page: string, cookie: string): Promise<number> {
  const html = await fetchPage(page, { cookie });
  const sources = new Set([...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, source = ""]) => source));
  for (const [, source = ""] of html.matchAll(
    /<link[^>]+rel="preload"[^>]+as="script"[^>]+href="([^"]+)"/g,
  )) {
    sources.add(source);
  }
  let bytes = 0;
  for (const source of sources) {
    if (html.includes(`src="${source}" noModule`)) continue;
    bytes += gzipSync(await fetchPage(new URL(source, page).href, {})).length;
  }
  return bytes / 1024;
}

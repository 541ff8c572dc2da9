import { createServer } from "node:http";

export type OtherSite = { origin: string; stop: () => void };

/** A site of somebody else, on an origin of its own, whose one page holds this piece of HTML. */
export async function startOtherSite(html: () => string): Promise<OtherSite> {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><title>Other site</title><body>${html()}</body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The site has no port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

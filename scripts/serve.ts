import { createServer } from "node:http";
import next from "next";
import { guardRequest } from "../lib/boundary/guard-request.ts";
import { notePage } from "../lib/core/page-traffic.ts";
import { limitBody } from "./lib/limit-body.mjs";

const dev = process.env.NODE_ENV === "development";
const port = Number(process.env.PORT);
// Who sends slower than this holds a connection for nothing.
const server = createServer({ headersTimeout: 15_000, requestTimeout: 60_000 });
const app = next({ dev, dir: process.cwd(), port, hostname: "localhost", httpServer: server });
await app.prepare();
const handle = app.getRequestHandler();
const upgrade = app.getUpgradeHandler();

server.on("request", (request, response) => {
  if (!guardRequest(request, response) || !limitBody(request, response)) return;
  notePage(request.url, response);
  void handle(request, response);
});
if (dev) server.on("upgrade", (request, socket, head) => void upgrade(request, socket, head));
server.on("error", (error) => {
  console.error(`Port ${port}: ${error.message}`);
  process.exit(1);
});
server.listen(port);

// Requests in hand are finished first; a browser may keep an idle connection, or a stream, open for ever.
let ending = false;
function end(): void {
  if (dev) process.exit(0);
  if (ending) return;
  ending = true;
  server.close(() => process.exit(0));
  setInterval(() => server.closeIdleConnections(), 50);
  setTimeout(() => process.exit(0), 8000);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, end);

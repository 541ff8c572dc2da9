import { createServer, type IncomingMessage } from "node:http";
import next from "next";
import { limitBody } from "./lib/limit-body.mjs";

const oursAlone = /^x-(request-id|nonce|gatehouse-.*|middleware-.*)$/;

// Next believes whatever X-Forwarded-For a client sends. Here the peer's own address is put at its end, so that
// lib/boundary/request.ts knows which part of it to believe; headers that are ours alone are not taken from outside.
function receive(request: IncomingMessage): void {
  const { headers, socket } = request;
  headers["x-forwarded-for"] = [headers["x-forwarded-for"], socket.remoteAddress].filter(Boolean).join(", ");
  for (const name of Object.keys(headers)) if (oursAlone.test(name)) delete headers[name];
}

const dev = process.env.NODE_ENV === "development";
const port = Number(process.env.PORT);
// Who sends slower than this holds a connection for nothing.
const server = createServer({ headersTimeout: 15_000, requestTimeout: 60_000 });
const app = next({ dev, dir: process.cwd(), port, hostname: "localhost", httpServer: server });
await app.prepare();
const handle = app.getRequestHandler();
const upgrade = app.getUpgradeHandler();

server.on("request", (request, response) => {
  receive(request);
  if (!limitBody(request, response)) return;
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

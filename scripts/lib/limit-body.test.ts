import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { limitBody } from "./limit-body.mjs";

const server = createServer(async (incoming, response) => {
  if (!limitBody(incoming, response)) return;
  let size = 0;
  for await (const chunk of incoming) size += chunk.length;
  if (!response.writableEnded) response.end(String(size));
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

// The server listens on a TCP port, so its address is an object.
const port = () => (server.address() as AddressInfo).port;

function send(bytes: number, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve) => {
    const sent = request({ port: port(), host: "127.0.0.1", method: "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    // The server may hang up while we are still sending.
    sent.on("error", () => undefined);
    for (let left = bytes; left > 0; left -= 65_536) sent.write(Buffer.alloc(Math.min(left, 65_536)));
    sent.end();
  });
}

describe("limitBody", () => {
  it("lets a body of 1 MB pass, announced or not", async () => {
    const size = 1024 * 1024;
    expect(await send(size, { "content-length": String(size) })).toBe(200);
    expect(await send(size, { "transfer-encoding": "chunked" })).toBe(200);
  });

  it("refuses more, announced or not", async () => {
    const size = 1024 * 1024 + 1;
    expect(await send(size, { "content-length": String(size) })).toBe(413);
    expect(await send(3 * size, { "transfer-encoding": "chunked" })).toBe(413);
  });
});

import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postJson } from "./post-json";

let server: Server;
let url = "";
const seen: { authorization?: string; body: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      seen.push({ authorization: request.headers.authorization, body });
      if (request.url === "/long") return response.end("x".repeat(200_000));
      const status = { "/busy": 503, "/moved": 302 }[request.url ?? ""] ?? 202;
      response.writeHead(status, status === 302 ? { location: `${url}/elsewhere` } : {}).end("taken");
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  url = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
});

afterAll(() => {
  server.close();
});

test("posts JSON with the token", async () => {
  await postJson(`${url}/`, { to: "+442079460123" }, { token: "a-token", allowsInner: true });
  expect(seen.at(-1)).toEqual({ authorization: "Bearer a-token", body: '{"to":"+442079460123"}' });
});

test("anything but 2xx is a failure; redirects are not followed; long answers are cut off", async () => {
  const before = seen.length;
  for (const path of ["/busy", "/moved", "/long"]) {
    await expect(postJson(`${url}${path}`, {}, { allowsInner: true })).rejects.toThrow(/answer/);
  }
  expect(seen).toHaveLength(before + 3);
});

test("does not connect inside, by number or by name, unless that is allowed", async () => {
  const before = seen.length;
  const { port } = new URL(url);
  for (const host of ["127.0.0.1", "localhost", "[::1]", "0x7f000001", "[::ffff:127.0.0.1]"]) {
    await expect(postJson(`http://${host}:${port}/`, {}, { allowsInner: false })).rejects.toThrow(
      /private network/,
    );
  }
  expect(seen).toHaveLength(before);
});

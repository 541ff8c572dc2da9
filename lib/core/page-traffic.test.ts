import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { arePagesServed, notePage } from "./page-traffic";

test("knows of pages until a moment after the last is closed, and of nothing else", async () => {
  for (const url of ["/auth/acme/password/submit", "/api/health", "/_next/static/a.js", undefined]) {
    notePage(url, new EventEmitter());
  }
  expect(arePagesServed()).toBe(false);

  const [first, second] = [new EventEmitter(), new EventEmitter()];
  notePage("/acme/users", first);
  notePage("/acme/users/1", second);
  first.emit("close");
  expect(arePagesServed()).toBe(true);
  second.emit("close");
  expect(arePagesServed()).toBe(true);
  await vi.waitFor(() => expect(arePagesServed()).toBe(false));
});

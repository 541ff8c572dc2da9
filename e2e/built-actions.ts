import { readFileSync } from "node:fs";
import { join } from "node:path";

export type BuiltAction = { id: string; name: string; page: string };

type Manifest = { node: Record<string, { exportedName?: string; workers: Record<string, unknown> }> };

/** Every server action of the build that is under test, with a page on which it can be called. */
export function builtActions(): BuiltAction[] {
  const file = join(process.cwd(), ".next/server/server-reference-manifest.json");
  // Written by Next's build; the tests that use this fail loudly if its shape changes.
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  return Object.entries(manifest.node).map(([id, { exportedName, workers }]) => ({
    id,
    name: exportedName ?? id,
    page: (Object.keys(workers)[0] ?? "")
      .replace(/^app/, "")
      .replaceAll(/\/\([^)]*\)/g, "")
      .replace(/\/page$/, ""),
  }));
}

export type ActionAnswer = { status: number; code: string };

/** Calls an action as a browser would, without the page around it; `code` is "ok" or the refusal's. */
export async function callAction(
  url: string,
  action: BuiltAction,
  request: { path: string; args: unknown[]; cookie?: string; headers?: Record<string, string> },
): Promise<ActionAnswer> {
  const response = await fetch(url + request.path, {
    method: "POST",
    redirect: "manual",
    headers: {
      "next-action": action.id,
      "content-type": "text/plain;charset=UTF-8",
      accept: "text/x-component",
      origin: url,
      ...(request.cookie && { cookie: request.cookie }),
      ...request.headers,
    },
    body: JSON.stringify(request.args),
  });
  const text = await response.text();
  const result = /^1:(\{"ok":.*)$/m.exec(text)?.[1] ?? "";
  const code = result.startsWith('{"ok":true') ? "ok" : (/"code":"(\w+)"/.exec(result)?.[1] ?? "no answer");
  return { status: response.status, code };
}

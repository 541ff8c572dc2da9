import { readFileSync } from "node:fs";
import type { Context } from "@/lib/core/context";
import { accessCases } from "./access-cases";
import { fetchPage, send } from "./http-client";
import { eventListCases, someUserIds, userListCases } from "./list-cases";
import { MEMBER_CASES, organizationListCases } from "./organization-cases";
import type { Results } from "./results";

/** Whole pages of the production server, to the last byte, for a signed-in owner. */
export async function responseLines(
  results: Results,
  ctx: Context,
  { origin, cookie, organizationId }: { origin: string; cookie: string; organizationId: string },
): Promise<void> {
  const base = `${origin}/${ctx.environment.key}`;
  const page = (path: string) => fetchPage(`${base}${path}`, { cookie });
  for (const { name, query } of await userListCases(ctx.environment.id)) {
    await results.latency("response", name, () => page(`/users?${query}`));
  }
  const ids = await someUserIds(ctx.environment.id);
  const idOf = (index: number) => ids[index % ids.length] ?? "";
  await results.latency("response", "user: record", (index) => page(`/users/${idOf(index)}`));
  await results.latency("response", "user: activity", (index) => page(`/users/${idOf(index)}/activity`));
  for (const { name, query } of await eventListCases(ctx.environment.id)) {
    await results.latency("response", name, () => page(`/settings/audit-log?${query}`));
  }
  for (const { name, query } of await organizationListCases(ctx.environment.id)) {
    await results.latency("response", name, () => page(`/organizations?${query}`));
  }
  // The generator's default organization is its largest.
  for (const { name, query } of MEMBER_CASES) {
    await results.latency("response", name, () => page(`/organizations/${organizationId}/users?${query}`));
  }
  for (const { name, path } of await accessCases(ctx)) {
    await results.latency("response", name, (index) => page(path(index)));
  }
  await addUserLine(results, {
    page: `${base}/users`,
    origin,
    cookie,
    key: ctx.environment.key,
    organizationId,
  });
}

type Target = { page: string; origin: string; cookie: string; key: string; organizationId: string };

async function addUserLine(results: Results, target: Target): Promise<void> {
  const actionId = findActionId("createUserAction");
  const run = Date.now().toString(36);
  let added = 0;
  await results.latency("response", "add user", async () => {
    added += 1;
    const email = `posted-${run}-${added}@bench.example`;
    const names = { firstName: "Posted", lastName: `Bench ${added}`, username: "", phone: "" };
    const input = { ...names, email, organizationIds: [target.organizationId] };
    const answer = await send(target.page, {
      method: "POST",
      headers: {
        cookie: target.cookie,
        origin: target.origin,
        accept: "text/x-component",
        "content-type": "text/plain;charset=UTF-8",
        "next-action": actionId,
      },
      body: JSON.stringify([target.key, input]),
    });
    if (answer.status !== 200 || !answer.text.includes('"ok":true')) {
      throw new Error(`Adding a user answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    }
  });
}

/** The name under which the build serves a server action. */
function findActionId(exportedName: string): string {
  const manifest: unknown = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  const actions = manifest && typeof manifest === "object" && "node" in manifest ? manifest.node : {};
  for (const [id, action] of Object.entries(actions ?? {})) {
    if (
      action &&
      typeof action === "object" &&
      "exportedName" in action &&
      action.exportedName === exportedName
    ) {
      return id;
    }
  }
  throw new Error(`The build has no server action ${exportedName}.`);
}

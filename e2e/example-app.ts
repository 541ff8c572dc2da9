import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { db } from "@/lib/core/db";
import { createApplicationRow } from "@/prisma/factories";
import { freePort } from "../scripts/lib/free-port.mjs";
import { pinnedNode, root } from "../scripts/lib/project.mjs";

export type ExampleApp = { url: string; applicationId: string; stop: () => Promise<void> };

/** Starts examples/web-app as an application of this environment, as its README says. */
export async function startExampleApp(
  gatehouseUrl: string,
  environment: { id: string; key: string },
  tokens: { accessTokenClaims?: string[] } = {},
): Promise<ExampleApp> {
  const port = await freePort();
  const url = `http://localhost:${port}/`;
  const application = await createApplicationRow({
    environmentId: environment.id,
    name: "Example shop",
    callbackUrls: [`${url}callback`],
    logoutUrls: [url],
  });
  await db.application.update({ where: { id: application.id }, data: tokens });
  const child = spawn(pinnedNode, [join(root, "examples/web-app/server.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      ISSUER: `${gatehouseUrl}/auth/${environment.key}`,
      CLIENT_ID: application.clientId,
      CLIENT_SECRET: application.clientSecret ?? "",
      PORT: String(port),
    },
  });
  const ended = once(child, "exit");
  await Promise.race([
    once(child.stdout, "data"),
    ended.then(() => Promise.reject(new Error("it did not start"))),
  ]);
  return {
    url,
    applicationId: application.id,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

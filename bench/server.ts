import { readFileSync } from "node:fs";
import { env } from "@/lib/core/env";
import { build } from "@/scripts/lib/build.mjs";
import { startServer, untilHealthy } from "@/scripts/lib/server.mjs";
import { Visitor } from "./http-client";

export type BenchServer = {
  origin: string;
  /** Resident memory now, in MB. */
  residentMemory: () => number | null;
  stop: () => Promise<void>;
};

/** The production build, on the database of the bench. */
export async function startBenchServer(): Promise<BenchServer> {
  await build();
  const { BASE_URL: origin, PORT } = env();
  const port = String(PORT);
  // The measuring client speaks for many addresses, so that limits by address do not stop it.
  const server = startServer({
    mode: "start",
    port,
    env: { ...process.env, TRUSTED_PROXIES: "127.0.0.1", NODE_OPTIONS: "" },
  });
  await untilHealthy(server, port);
  return {
    origin,
    residentMemory: () => {
      try {
        const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
        return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
      } catch {
        return null;
      }
    },
    stop: server.stop,
  };
}

/** Signs a member of the staff in through the hosted pages, as a browser would; gives the dashboard's cookies. */
export async function signInToDashboard(
  origin: string,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const visitor = new Visitor(origin, "10.1.1.1");
  const first = await visitor.open("/sign-in?callbackUrl=/");
  const flow = first.url.searchParams.get("flow") ?? "";
  await visitor.open(`/auth/team/sign-in/submit?flow=${flow}`, { identifier: email });
  const last = await visitor.open(`/auth/team/password/submit?flow=${flow}`, { password });
  if (last.answer.status !== 200 || last.url.pathname.startsWith("/auth/")) {
    throw new Error(`The sign-in to the dashboard ended at ${last.url.pathname} with ${last.answer.status}.`);
  }
  return visitor.cookieHeader;
}

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { pinnedNode, root } from "./project.mjs";
import { runCommand } from "./run-command.mjs";
import { digest, unlessStamped } from "./stamp.mjs";
import { step } from "./step.mjs";

const sources = ["app", "components", "lib", "public", "prisma/schema"];
const configuration = ["next.config.ts", "postcss.config.mjs", "tsconfig.json", "package-lock.json"];
const entries = ["instrumentation.ts", "instrumentation-client.ts"];

/** Builds the application when its sources have changed since. */
export async function build() {
  await step("Build the application", () =>
    withLock(join(root, ".build.lock"), async () => {
      const wanted = digest(root, [...sources, ...configuration, ...entries]);
      return await unlessStamped(join(root, ".next/gatehouse-build"), wanted, async () => {
        // What npm run dev left speaks of the pages of that day, and the build would check it with its own.
        await rm(join(root, ".next/dev/types"), { recursive: true, force: true });
        await runCommand(pinnedNode, [join(root, "node_modules/next/dist/bin/next"), "build"], {
          cwd: root,
          env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
          remedy:
            "If you changed the code, npm run check says where. If memory ran out, 2 GB are needed to build.",
        });
      });
    }),
  );
}

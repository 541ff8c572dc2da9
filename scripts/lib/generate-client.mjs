import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { pinnedNode, root } from "./project.mjs";
import { runCommand } from "./run-command.mjs";
import { digest, unlessStamped } from "./stamp.mjs";
import { step } from "./step.mjs";

/** Generates the Prisma client when the schema has changed since. */
export async function generateClient() {
  await step("Generate the database client", () =>
    withLock(join(root, ".install.lock"), async () => {
      const wanted = digest(root, ["prisma/schema", "prisma.config.ts", "node_modules/prisma/package.json"]);
      return await unlessStamped(join(root, "prisma/generated/.stamp"), wanted, () =>
        runCommand(pinnedNode, ["node_modules/prisma/build/index.js", "generate", "--no-hints"], {
          cwd: root,
          // Naming any existing file keeps Prisma from downloading a native engine that is not needed.
          env: {
            ...process.env,
            PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
            CHECKPOINT_DISABLE: "1",
          },
        }),
      );
    }),
  );
}

import { execFileSync } from "node:child_process";

// Generation itself is WebAssembly. Naming any existing file as the native schema engine stops its download.
execFileSync(
  process.execPath,
  ["node_modules/prisma/build/index.js", "generate", "--schema", "prisma/schema", "--no-hints"],
  {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" },
  },
);

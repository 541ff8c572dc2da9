import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: here("./") },
      { find: "server-only", replacement: here("./scripts/test/empty.ts") },
    ],
  },
  test: {
    include: ["{app,components,lib,prisma,scripts,bench}/**/*.test.{ts,tsx}"],
    globalSetup: "scripts/test/unit-set-up.ts",
    setupFiles: "scripts/test/unit-file.ts",
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // More workers than cores would only wait for each other and for PostgreSQL.
    maxWorkers: "100%",
  },
});

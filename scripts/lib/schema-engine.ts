import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import { migrationNames } from "@/lib/core/pending-migrations";
import { MigrationAdapter } from "./migration-adapter";
import { root } from "./project.mjs";

const noFilters = { externalTables: [], externalEnums: [] };
const migrationsFolder = join(root, "prisma/migrations");

type Files = { path: string; content: string }[];

function schemaFiles(): Files {
  const folder = join(root, "prisma/schema");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({ path: join(folder, name), content: readFileSync(join(folder, name), "utf8") }));
}

let loaded: Promise<void> | undefined;

// The package's own entry imports the .wasm file as a module, which Node cannot do; this is what that import does.
function load(): Promise<void> {
  loaded ??= (async () => {
    const file = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
    const functions: WebAssembly.ModuleImports = { ...engineModule };
    // The engine never clears the timer of its lock: a process that migrated would live on for ten seconds.
    for (const name of Object.keys(functions).filter((key) => key.startsWith("__wbg_setTimeout"))) {
      functions[name] = (callback: () => void, delay: number) => setTimeout(callback, delay).unref();
    }
    const imports = { "./schema_engine_bg.js": functions };
    const { instance } = await WebAssembly.instantiate(
      await readFile(file.replace(/\.js$/, ".wasm")),
      imports,
    );
    // The engine reports a panic here, and the error that follows says only "unreachable".
    Reflect.set(globalThis, "PRISMA_WASM_PANIC_REGISTRY", { set_message: console.error });
    engineModule.__wbg_set_wasm(instance.exports);
    const start = instance.exports.__wbindgen_start;
    if (typeof start === "function") start();
  })();
  return loaded;
}

async function withEngine<T>(
  databaseUrl: string,
  work: (engine: engineModule.SchemaEngine) => Promise<T>,
): Promise<T> {
  await load();
  const adapter = new MigrationAdapter(databaseUrl);
  const datamodels = schemaFiles().map(({ path, content }): [string, string] => [path, content]);
  const engine = await engineModule.SchemaEngine.new({ datamodels }, () => undefined, adapter.forEngine());
  try {
    return await work(engine);
  } catch (error) {
    throw adapter.failure ?? error;
  } finally {
    engine.free();
    await adapter.end();
  }
}

/** Applies every migration that the database does not have yet, as `prisma migrate deploy` does. */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const migrationDirectories = (await migrationNames()).map((name) => ({
    path: name,
    migrationFile: {
      path: "migration.sql",
      content: {
        tag: "ok" as const,
        value: readFileSync(join(migrationsFolder, name, "migration.sql"), "utf8"),
      },
    },
  }));
  const lockfile = readFileSync(join(migrationsFolder, "migration_lock.toml"), "utf8");
  const { appliedMigrationNames } = await withEngine(databaseUrl, (engine) =>
    engine.applyMigrations({
      migrationsList: {
        baseDir: migrationsFolder,
        lockfile: { path: "migration_lock.toml", content: lockfile },
        shadowDbInitScript: "",
        migrationDirectories,
      },
      filters: noFilters,
    }),
  );
  return appliedMigrationNames;
}

/** The SQL that would bring the database to what `prisma/schema` says; empty when they agree. */
export async function diffSchema(databaseUrl: string): Promise<string> {
  const { stdout, exitCode } = await withEngine(databaseUrl, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files: schemaFiles(), configDir: root },
      to: { tag: "schemaDatamodel", files: schemaFiles() },
      script: true,
      exitCode: true,
      filters: noFilters,
    }),
  );
  return exitCode === 0 ? "" : (stdout ?? "");
}

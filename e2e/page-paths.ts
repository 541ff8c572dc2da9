import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Every page and route of the dashboard, with the names of its ids in brackets. */
export function dashboardPaths(): string[] {
  return appFiles(/^\(admin\)\/.*\/(page\.tsx|route\.ts)$/);
}

function appFiles(pattern: RegExp): string[] {
  return readdirSync(join(process.cwd(), "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => pattern.test(file))
    .map((file) => `/${file}`.replace(/\/(page\.tsx|route\.ts)$/, "").replaceAll(/\/\([^)]*\)/g, "") || "/")
    .sort();
}

/** The address of every page there is, read off the folders of `app`, with these ids in place of the names in brackets. */
export function pagePaths(ids: Record<string, string>): string[] {
  return appFiles(/(^|\/)page\.tsx$/)
    .map((path) => path.replaceAll(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? "none"))
    .sort();
}

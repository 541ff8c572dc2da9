import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The address of every page there is, read off the folders of `app`, with these ids in place of the names in brackets. */
export function pagePaths(ids: Record<string, string>): string[] {
  const app = join(process.cwd(), "app");
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file}`.replace(/\/page\.tsx$/, "").replaceAll(/\/\([^)]*\)/g, "") || "/")
    .map((path) => path.replaceAll(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? "none"))
    .sort();
}

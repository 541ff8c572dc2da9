import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * A digest of every file under the given paths, by name and content; missing paths count as empty.
 * @param {string} root
 * @param {string[]} paths
 */
export function digest(root, paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of filesUnder(join(root, path))) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update("\0");
    }
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  if (!stat.isDirectory()) return [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/**
 * Does the work unless the stamp says that it was done with the same input; a work cut short leaves no stamp.
 * @param {string} stampFile
 * @param {string} wanted
 * @param {() => Promise<unknown>} work
 * @returns {Promise<"done" | "skipped">}
 */
export async function unlessStamped(stampFile, wanted, work) {
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return "skipped";
  rmSync(stampFile, { force: true });
  await work();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wanted);
  return "done";
}

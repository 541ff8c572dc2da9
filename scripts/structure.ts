import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/project.mjs";
import { checkFloors } from "./structure/floors";
import { checkLockFile } from "./structure/lock-file";
import { checkServerActions } from "./structure/server-actions";
import { sourceFiles } from "./structure/source-files";
import { checkText } from "./structure/text-rules";
import { checkZones } from "./structure/zones";

/** What the linter cannot say about the house: every problem with the place where the code belongs. */
export function checkStructure(): string[] {
  const files = sourceFiles();
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return [
    ...checkFloors(files),
    ...checkZones(files),
    ...checkServerActions(files),
    ...checkText(files),
    ...checkLockFile(lock),
  ];
}

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { root } from "../lib/project.mjs";

export type Import = { target: string; typeOnly: boolean };
export type SourceFile = { path: string; text: string; imports: Import[] };

const statements =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

/** Every source file that git knows or would add, with what it imports; own files by their path from the root. */
export function sourceFiles(): SourceFile[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
  });
  return listed
    .toString()
    .split("\n")
    .filter((path) => /\.(ts|tsx|mts|mjs|css)$/.test(path) && existsSync(join(root, path)))
    .map((path) => readSource(path, readFileSync(join(root, path), "utf8")));
}

/** A file as the rules see it. */
export function readSource(path: string, text: string): SourceFile {
  const imports = [...text.matchAll(statements)].map(([, type, from, dynamic]) => ({
    target: resolveTarget(path, from ?? dynamic ?? ""),
    typeOnly: type !== undefined,
  }));
  return { path, text, imports };
}

function resolveTarget(path: string, specifier: string): string {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (specifier.startsWith(".")) return posix.join(posix.dirname(path), specifier);
  return specifier;
}

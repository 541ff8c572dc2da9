import type { SourceFile } from "./source-files";

const mostLines = 300;
const vague =
  /(^|\/)(utils?|helpers?|misc|common|shared|index)(\.[a-z]+)+$|(^|\/)(utils?|helpers?|misc|common|shared)\//;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
// Next's own folder names: (group), [param], [...rest], [[...rest]], @slot, _private.
const nextFolder = /^(\(.+\)|\[+(\.\.\.)?\w+\]+|@[\w-]+|_[\w-]+|\.well-known)$/;

const forbidden: [RegExp, string][] = [
  [/@ts-(ignore|nocheck|expect-error)/, "the type checker must not be silenced; say what the type is"],
  [/biome-ignore/, "the linter must not be silenced; change the code, or the rule for everybody"],
  [/\b(TODO|FIXME|XXX)\b/, "finish it, or write an issue"],
  [/\.(skip|only|fixme|todo)\(/, "every test runs, always"],
  [/waitForTimeout\(/, "wait for what you expect to see, not for a time"],
];

/** Sizes, names and words. */
export function checkText(files: SourceFile[]): string[] {
  const problems: string[] = [];
  for (const { path, text } of files) {
    const lines = text.split("\n").length - 1;
    if (lines > mostLines)
      problems.push(`${path}: ${lines} lines, at most ${mostLines}. It holds more than one thing: part it.`);
    if (vague.test(path))
      problems.push(`${path}: a name that fits anything says nothing. Name the one thing inside.`);
    for (const part of path.split("/")) {
      if (!kebab.test(part) && !nextFolder.test(part)) problems.push(`${path}: "${part}" is not kebab-case.`);
    }
    if (path.startsWith("scripts/structure/")) continue;
    for (const [pattern, reason] of forbidden) {
      const at = text.split("\n").findIndex((line) => pattern.test(line));
      if (at >= 0) problems.push(`${path}:${at + 1}: ${reason}.`);
    }
  }
  return problems;
}

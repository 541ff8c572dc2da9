import type { SourceFile } from "./source-files";

const exported = /^export\s+(.*)$/gm;
const wrapped = /^const \w+Action = (\w*[aA]ction)\(/;

/** Each export of a "use server" file is a door that anyone can call: it must be made by the wrapper. */
export function checkServerActions(files: SourceFile[]): string[] {
  const problems: string[] = [];
  for (const { path, text } of files) {
    if (!/^\s*["']use server["']/m.test(text) || path.startsWith("scripts/")) continue;
    for (const [, rest = ""] of text.matchAll(exported)) {
      if (wrapped.test(rest)) continue;
      problems.push(
        `${path}: "export ${rest.slice(0, 60)}" is not made by the wrapper. Write export const …Action = adminAction(schema, verb).`,
      );
    }
    if (!/^(app|lib)\/.*actions?\.ts$/.test(path)) {
      problems.push(`${path}: server actions stand in a file named actions.ts beside their page.`);
    }
  }
  return problems;
}

import type { SourceFile } from "./source-files";

const drawable = [
  /^components\//,
  /^lib\/[^/]+\/schema(\.ts)?$/,
  /^lib\/permissions\/(staff-permissions|permission-names)$/,
  /^lib\/core\/(list-params|date-range)$/,
];

/** Who may import what outside of lib. */
export function checkZones(files: SourceFile[]): string[] {
  const problems: string[] = [];
  for (const { path, imports, text } of files) {
    const isTest = /\.(test|spec)\.tsx?$/.test(path);
    for (const { target, typeOnly } of imports) {
      const own = /^(app|lib|components|prisma|scripts|e2e|bench|examples)\//.test(target);
      if (
        path.startsWith("components/") &&
        own &&
        !typeOnly &&
        !isTest &&
        !drawable.some((rule) => rule.test(target))
      ) {
        problems.push(
          `${path}: components draw what they are given, and must not import ${target}. Read it in the page and pass it down.`,
        );
      }
      if (
        path.startsWith("app/") &&
        /^(prisma\/|lib\/core\/db$|@prisma\/|pg$)/.test(target) &&
        !typeOnly &&
        !isTest
      ) {
        problems.push(
          `${path}: pages and doors do not ask the database. This belongs in a verb in lib/<noun>/.`,
        );
      }
      if (/^(app|components)\//.test(path) && /^(scripts|e2e|bench|examples)\//.test(target) && !isTest) {
        problems.push(`${path}: the application must not need ${target}. What both need belongs in lib.`);
      }
    }
    if (
      /new PrismaClient\b/.test(text) &&
      path !== "lib/core/db.ts" &&
      !path.startsWith("scripts/structure/")
    ) {
      problems.push(`${path}: only lib/core/db.ts makes a Prisma client. Import db from there.`);
    }
  }
  return problems;
}

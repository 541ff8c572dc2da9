import { execFileSync, spawnSync } from "node:child_process";
import { StepFailure } from "./step.mjs";

/** @typedef {{ uid: number, gid: number } | Record<string, never>} RunAs */

/**
 * The user that PostgreSQL runs as: ourselves, unless we are root, which PostgreSQL refuses.
 * @returns {RunAs}
 */
export function postgresUser() {
  if (process.getuid?.() !== 0) return {};
  const found = idsOf("postgres");
  if (found) return found;
  for (const [command, ...args] of [
    ["useradd", "--system", "--user-group", "--no-create-home", "postgres"],
    ["adduser", "-S", "-D", "-H", "postgres"],
  ]) {
    if (command && spawnSync(command, args).status === 0) break;
  }
  const made = idsOf("postgres") ?? idsOf("nobody");
  if (made) return made;
  throw new StepFailure(
    "PostgreSQL does not run as root, and there is no user postgres here.",
    "Make one (useradd --system postgres), start as an ordinary user, or set DATABASE_URL.",
  );
}

/** @param {string} name */
function idsOf(name) {
  try {
    const id = (/** @type {string} */ flag) =>
      Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }).toString());
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}

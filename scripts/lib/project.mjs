import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The Node that the lock file pins, whatever the machine has. */
export const pinnedNode = join(root, "node_modules/.bin/node");

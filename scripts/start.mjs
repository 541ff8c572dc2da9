import { explain } from "./lib/step.mjs";
import { supervise } from "./lib/supervise.mjs";

// npm start: everything that a fresh clone needs, in order, and nothing twice. Runs on Node 20 with nothing installed;
// what it starts runs on the Node that the lock file pins.
try {
  process.exit(await supervise(process.argv.includes("--dev") ? "dev" : "start"));
} catch (error) {
  explain(error);
  process.exit(1);
}

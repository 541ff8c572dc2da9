import { generateClient } from "./lib/generate-client.mjs";
import { explain } from "./lib/step.mjs";

try {
  await generateClient();
} catch (error) {
  explain(error);
  process.exitCode = 1;
}

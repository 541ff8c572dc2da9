import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { StepFailure } from "./step.mjs";

/**
 * Makes sure that the port is free; a server whose starter was just killed may take seconds to end.
 * @param {string} port
 */
export async function claimPort(port) {
  const number = Number(port);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) {
    throw new StepFailure(`PORT is "${port}".`, "It must be a whole number from 1 to 65535.");
  }
  for (const from = performance.now(); !(await isFree(number)); await delay(100)) {
    if (performance.now() - from > 8000) {
      throw new StepFailure(
        `Port ${port} is taken by another program.`,
        `Stop that one, or choose another: PORT=${number + 1} npm start. A second instance also needs a DATA_DIR of its own.`,
      );
    }
  }
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

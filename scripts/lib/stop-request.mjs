import { parentOf } from "./process-identity.mjs";

/**
 * Listens for a wish to stop: a signal, or the end of npm when npm started us.
 * @param {() => void} onAsked
 */
export function stopRequest(onAsked) {
  let asked = false;
  /** @type {(how: string) => void} */
  let resolve = () => undefined;
  /** @type {Promise<string>} */
  const promise = new Promise((done) => {
    resolve = done;
  });
  const ask = (/** @type {string} */ how) => {
    if (asked) return;
    asked = true;
    onAsked();
    resolve(how);
  };
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => ask(signal));
  // npm hands signals on, but dies silently of kill -9; the port must not stay taken then. Between npm and us there may
  // be a shell, which lives on.
  const lineage = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const ours = lineage();
  if (process.env.npm_lifecycle_event)
    setInterval(() => lineage() !== ours && ask("the end of npm"), 500).unref();
  return { promise, asked: () => asked };
}

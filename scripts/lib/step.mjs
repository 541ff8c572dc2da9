/** A step that cannot be done: what failed, and what the reader can do about it. */
export class StepFailure extends Error {
  /**
   * @param {string} message
   * @param {string} [remedy]
   */
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs one step and prints one line for it: its name, and how long it took or that there was nothing to do.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const from = performance.now();
  // A terminal shows what is going on meanwhile; a log gets only the finished line.
  const clear = process.stderr.isTTY ? "\r\x1b[K" : "";
  if (clear) process.stderr.write(`  … ${name}`);
  try {
    const result = await work();
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    say(
      `${clear}  ${result === "skipped" ? "·" : "✓"} ${name}${result === "skipped" ? " (already done)" : ` (${seconds} s)`}`,
    );
    return result;
  } catch (error) {
    say(`${clear}  ✗ ${name}`);
    throw error;
  }
}

/**
 * Prints an error for a person: the message and what to do; a stack only for what nobody foresaw.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof StepFailure) {
    say(`\n${error.message}`);
    if (error.remedy) say(error.remedy);
  } else {
    say(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

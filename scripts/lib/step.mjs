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
 * Runs one step and prints one line for it: its name at the start, how long it took at the end.
 * A step that returns "skipped" prints nothing unless it is slow.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const from = performance.now();
  try {
    const result = await work();
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    say(
      `  ${result === "skipped" ? "·" : "✓"} ${name}${result === "skipped" ? " (already done)" : ` (${seconds} s)`}`,
    );
    return result;
  } catch (error) {
    say(`  ✗ ${name}`);
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

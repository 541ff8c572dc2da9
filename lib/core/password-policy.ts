import "server-only";
import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { isCommonPassword } from "./common-passwords";
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from "./password-length";

// Estimating takes longer than linearly, and what is hard to guess after this many characters stays so.
const ESTIMATED_LENGTH = 64;
// A password that falls within this many guesses is refused.
const MIN_GUESSES = 1e9;
const CAUTIOUS_RANK = 1e6;
const COMMON =
  "This is one of the passwords that are tried first. Choose another one, such as three or four unrelated words.";

let estimator: Promise<ZxcvbnFactory> | undefined;

/** Why this password is refused, as a sentence for its reader, or null. `about` is what is known of its owner. */
export async function findPasswordFlaw(password: string, about: string[] = []): Promise<string | null> {
  const length = [...password].length;
  if (length < PASSWORD_MIN_LENGTH) return `Use at least ${PASSWORD_MIN_LENGTH} characters.`;
  if (length > PASSWORD_MAX_LENGTH) return `Use at most ${PASSWORD_MAX_LENGTH} characters.`;
  if (/[\0\n\r]/.test(password)) return "Use characters of a single line.";
  if (await isCommonPassword(password)) return COMMON;

  estimator ??= loadEstimator();
  const known = about
    .flatMap((text) => [text, ...text.split(/[\s@._+-]+/)])
    .filter((text) => text.length > 2);
  const { guesses, sequence } = (await estimator).check(password.slice(0, ESTIMATED_LENGTH), known);
  const isPersonal = sequence.some((match) => match.dictionaryName === "userInputs");
  if (isBarelyMore(password, known) || (guesses < MIN_GUESSES && isPersonal)) {
    return "This is too close to your name, address or business. Choose something that nobody would connect with you.";
  }
  if (guesses >= MIN_GUESSES) return null;
  const isListed = sequence.length === 1 && sequence[0]?.dictionaryName === "passwords-common";
  if (isListed || guesses < CAUTIOUS_RANK) return COMMON;
  return "This is easy to guess. Make it longer, or use three or four unrelated words.";
}

// The estimator takes several known words in a row for a hard phrase: what is left without them must count.
function isBarelyMore(password: string, known: string[]): boolean {
  const words = known.map((word) => word.toLowerCase()).sort((a, b) => b.length - a.length);
  const rest = words.reduce((text, word) => text.replaceAll(word, ""), password.toLowerCase());
  return rest.length < password.length && rest.length < 6;
}

// The dictionaries take 25 MB and a moment to read: they are loaded when the first password is chosen.
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
}

import { z } from "zod";
import { isPublicSuffix, toDomain } from "./email-domain";

const MOST_DOMAINS = 100;

/** A field with domains, one a line or with commas between; what comes out is each once, as it is compared. */
export const domainList = z.string().max(20_000, "This is too long.").transform(readDomains);

function readDomains(text: string, context: z.RefinementCtx): string[] {
  const domains = new Set<string>();
  for (const word of text.split(/[\r\n,;]+/).flatMap(readLine)) {
    const domain = toDomain(word);
    const flaw = flawOf(word, domain);
    if (flaw) context.addIssue({ code: "custom", message: `${word.slice(0, 80)} ${flaw}.` });
    if (domain) domains.add(domain);
  }
  if (domains.size > MOST_DOMAINS) {
    context.addIssue({ code: "custom", message: `Use at most ${MOST_DOMAINS} domains.` });
  }
  return [...domains];
}

// Spaces too stand between domains, but not in a line without any: that is refused as it was written.
function readLine(line: string): string[] {
  const words = line.split(/\s+/).filter(Boolean);
  const isList = words.length < 2 || words.some((word) => !flawOf(word, toDomain(word)));
  return isList ? words : [line.trim()];
}

function flawOf(word: string, domain: string | null): string | null {
  if (/^.+@/.test(word)) return "is an email address: write only what follows the @";
  if (!domain) return "is not a domain, such as example.com";
  return isPublicSuffix(domain)
    ? "belongs to everybody: write a domain of your own, such as example.com"
    : null;
}

/** The domains as a form showed them when it was opened. */
export const shownDomains = z.array(z.string().max(253)).max(1000);

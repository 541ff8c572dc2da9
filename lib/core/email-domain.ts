/** A domain as it is compared, lower case and in ASCII, with or without a leading @; null when the text is none. */
export function toDomain(text: string): string | null {
  const name = text.trim().replace(/^@/, "").replace(/\.$/, "");
  // A browser's and Node's URL both know how a name in another script is written in ASCII; all else of an address stays out.
  if (!/^[\p{L}\p{N}\p{M}.·-]{1,253}$/u.test(name)) return null;
  const ascii = URL.parse(`http://${name}`)?.hostname ?? "";
  const labels = ascii.split(".");
  const isName = labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label));
  return isName && ascii.length <= 253 && /[a-z]/.test(labels.at(-1) ?? "") ? ascii : null;
}

/** The domain of an address, or null. */
export function domainOf(email: string): string | null {
  const at = email.lastIndexOf("@");
  return at < 0 ? null : toDomain(email.slice(at + 1));
}

// Under these of a country anybody can have a name, as under its top level itself.
const SHARED_SECOND_LEVEL = new Set(
  "ac co com edu gen go gob gouv gov govt gv ltd me mil ne net nom or org plc sch school".split(" "),
);

/** Whether anybody can have a name directly under this domain, such as com or co.uk: nobody's mail ends there. */
export function isPublicSuffix(domain: string): boolean {
  const [first = "", second = "", ...more] = domain.split(".");
  if (second === "") return true;
  return more.length === 0 && second.length === 2 && SHARED_SECOND_LEVEL.has(first);
}

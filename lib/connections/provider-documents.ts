import "server-only";

const KEPT_FOR = 5 * 60 * 1000;
const MOST_KEPT = 200;

type Kept<Document> = { document: Promise<Document>; until: number };

/**
 * Keeps the discovery documents that were read last for some minutes, by the issuer that they speak of: so another issuer
 * is always read anew, and many sign-ins at once ask once. One that could not be read is not kept.
 */
export class ProviderDocuments<Document> {
  private readonly kept = new Map<string, Kept<Document>>();

  constructor(private readonly now: () => number = Date.now) {}

  get(issuer: string, read: () => Promise<Document>): Promise<Document> {
    const found = this.kept.get(issuer);
    if (found && found.until > this.now()) return found.document;
    const kept = { document: read(), until: this.now() + KEPT_FOR };
    this.kept.delete(issuer);
    this.kept.set(issuer, kept);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break;
      this.kept.delete(oldest);
    }
    kept.document.catch(() => {
      if (this.kept.get(issuer) === kept) this.kept.delete(issuer);
    });
    return kept.document;
  }

  /** What it says may be right no more: the next one to ask reads it. */
  forget(issuer: string): void {
    this.kept.delete(issuer);
  }
}

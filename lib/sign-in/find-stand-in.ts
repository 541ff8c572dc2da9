import "server-only";
import { keyedHash } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { toClaims } from "@/lib/core/identity-claim";
import { CURRENT_FORM } from "@/lib/core/password-hash";
import { makeStandInHash } from "@/lib/core/stand-in-hash";

export type FormCount = { form: string; count: number };

const KEPT_MS = 5 * 60_000;
const kept = new Map<string, { until: number; forms: Promise<FormCount[]> }>();
const standIns = new Map<string, Promise<string>>();

/**
 * The hash that is checked for a name without a password. Hashes that other systems have made take longer, until their owners have
 * signed in: a name that nobody has takes as long as often as the names that somebody has, and the same name always alike.
 */
export async function findStandIn(environmentId: string, identifier: string): Promise<string> {
  const form = chooseForm(await listForms(environmentId), pointOf(environmentId, identifier));
  const known = standIns.get(form) ?? makeStandInHash(form);
  standIns.set(form, known);
  return known;
}

/** Where on the way from 0 to 1 a name stands, for as long as the secret of the installation lasts. */
export function pointOf(environmentId: string, identifier: string): number {
  const claim = toClaims(identifier)[0]?.claim ?? "";
  const mac = keyedHash(`${environmentId}:${claim}`, "stand-in");
  return Number.parseInt(mac.slice(0, 12), 16) / 2 ** 48;
}

/** The form at a point, each as wide as it is common. Today's is last, so that names only ever go over to it as accounts do. */
export function chooseForm(forms: readonly FormCount[], point: number): string {
  const foreign = forms.filter(({ form }) => form !== CURRENT_FORM);
  const total = forms.reduce((sum, { count }) => sum + count, 0);
  let end = 0;
  for (const { form, count } of foreign.toSorted((a, b) => (a.form < b.form ? -1 : 1))) {
    end += count / total;
    if (point < end) return form;
  }
  return CURRENT_FORM;
}

function listForms(environmentId: string): Promise<FormCount[]> {
  const now = Date.now();
  const known = kept.get(environmentId);
  if (known && known.until > now) return known.forms;
  const forms = db.passwordForm.findMany({ where: { environmentId }, select: { form: true, count: true } });
  kept.set(environmentId, { until: now + KEPT_MS, forms });
  // What could not be read is read anew by the next one.
  forms.catch(() => kept.delete(environmentId));
  return forms;
}

/** For tests and for whoever has just counted: what was read before is not used any more. */
export function forgetForms(): void {
  kept.clear();
}

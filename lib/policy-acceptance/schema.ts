import { z } from "zod";

export const POLICY_KINDS = ["terms", "privacy"] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];

/** How the policies are called, at the begin of a label and within a sentence. */
export const POLICY_NAMES: Record<PolicyKind, { title: string; inText: string; urlLabel: string }> = {
  terms: { title: "Terms of use", inText: "terms of use", urlLabel: "Terms of use URL" },
  privacy: { title: "Privacy policy", inText: "privacy policy", urlLabel: "Privacy policy URL" },
};

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** What is wrong with the address of a policy, or null: it becomes a link on the hosted pages. */
function urlFlaw(text: string): string | null {
  const url = URL.parse(text);
  if (!url || !/^https?:\/\//i.test(text)) return "Enter a whole address that begins with https://.";
  if (url.protocol === "http:" && !LOCAL_HOSTS.has(url.hostname)) {
    return "Use https://. Plain http:// is for localhost only.";
  }
  if (url.username || url.password) return "Leave out the user name and password.";
  if (/[\s\p{Cc}\p{Cf}\p{Cs}]/u.test(text))
    return "Remove the spaces and the characters that cannot be shown.";
  return null;
}

const policyUrl = z
  .string()
  .trim()
  .max(1000, "Use at most 1000 characters.")
  .superRefine((text, context) => {
    const flaw = text === "" ? null : urlFlaw(text);
    if (flaw) context.addIssue({ code: "custom", message: flaw });
  });

const versionNumber = z.number().int().min(0).max(1_000_000);

export const updatePolicyAcceptanceInput = z
  .object({
    termsUrl: policyUrl,
    privacyUrl: policyUrl,
    isShown: z.boolean(),
    /** What the form began with (0: no version), so that a save does not undo another's. */
    seen: z.object({ terms: versionNumber, privacy: versionNumber, isShown: z.boolean() }),
  })
  .refine(({ termsUrl, privacyUrl, isShown }) => !isShown || termsUrl !== "" || privacyUrl !== "", {
    path: ["termsUrl"],
    message: "Enter the URL of at least one policy, or switch the checkbox off.",
  });

export const publishPolicyInput = z.object({
  kind: z.enum(POLICY_KINDS),
  seenVersion: versionNumber,
});

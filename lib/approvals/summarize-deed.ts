import "server-only";
import type { Tx } from "@/lib/core/db";
import { durationInWords } from "@/lib/core/duration-in-words";
import { MFA_METHOD_LABELS } from "@/lib/mfa/schema";
import type { KeptDeed } from "./schema";

type Line = { label: string; value: string };

const TYPES = {
  email: "Email",
  phone: "Phone",
  username: "Username",
  enterprise: "Enterprise identity",
} as const;

/** What is asked, in words for who decides: identities and second factors are named, as they may be gone later. */
export async function summarizeDeed(tx: Tx, deed: KeptDeed): Promise<Line[]> {
  switch (deed.kind) {
    case "reset_password":
      return [
        {
          label: "What happens",
          value: "“Forgot password?” at the next sign-in, a code by email and a new password. Sessions end.",
        },
      ];
    case "set_temporary_password":
      return [
        { label: "What happens", value: "The password that was typed opens one sign-in. Sessions end." },
        {
          label: "Password expires",
          value: deed.input.hours ? hoursFrom(deed.input.hours) : "Never, until it is used",
        },
      ];
    case "hand_over_password":
      return [
        { label: "What happens", value: "A link that shows a new temporary password once. Sessions end." },
        { label: "Password expires", value: hoursFrom(deed.input.hours) },
        { label: "Link", value: "Shown once, to whoever approves this." },
      ];
    case "reset_mfa":
      return [{ label: "Method", value: await methodOf(tx, deed.input.factorId) }];
    case "add_identity":
      return [{ label: TYPES[deed.input.type], value: deed.input.value }];
    case "delete_identity":
    case "make_identity_primary":
      return [await identityLine(tx, deed.input.identityId)];
    case "delete_user":
      return [
        {
          label: "Extent",
          value:
            deed.input.extent === "access"
              ? "Remove access and keep the profile"
              : "Completely remove the user record",
        },
      ];
    case "erase_user":
      return [
        { label: "What happens", value: "All that is kept of the user is destroyed. This cannot be undone." },
      ];
  }
}

function hoursFrom(hours: string): string {
  return `${durationInWords(Number(hours), "hour")} after the approval`;
}

async function methodOf(tx: Tx, factorId: string | null): Promise<string> {
  if (factorId === null) return "Declined: the user is asked again";
  const factor = await tx.mfaFactor.findUniqueOrThrow({
    where: { id: factorId },
    select: { method: true, contact: true, organization: { select: { name: true } } },
  });
  const { method, contact, organization } = factor;
  return [MFA_METHOD_LABELS[method], contact, organization && `for ${organization.name}`]
    .filter(Boolean)
    .join(", ");
}

async function identityLine(tx: Tx, id: string): Promise<Line> {
  const { type, value } = await tx.identity.findUniqueOrThrow({
    where: { id },
    select: { type: true, value: true },
  });
  return { label: TYPES[type], value };
}

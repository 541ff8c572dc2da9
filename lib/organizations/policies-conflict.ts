import { AppError } from "@/lib/core/errors";

export type Policies = {
  isRegistrationAllowed: boolean;
  allowedDomains: readonly string[];
  isDefaultOrganizationOnSignUp: boolean;
  roleIds: readonly string[];
};

const LABELS = {
  isRegistrationAllowed: "Allow registrations",
  isDefaultOrganizationOnSignUp: "Add users to this organization if no organization is specified",
} as const;

/** Of two admins who save one page the second is told what the first has changed. */
export function assertPoliciesUnchanged(
  now: Policies,
  seen: Policies,
  known: readonly { id: string; name: string }[],
): void {
  const nameOf = (id: string) => known.find((role) => role.id === id)?.name ?? "a deleted role";
  const switches = (["isRegistrationAllowed", "isDefaultOrganizationOnSignUp"] as const).filter(
    (key) => now[key] !== seen[key],
  );
  const changes = [
    ...switches.map((key) => `“${LABELS[key]}” is now ${now[key] ? "on" : "off"}`),
    ...(String(now.allowedDomains) === String(seen.allowedDomains)
      ? []
      : [`the allowed domains are now ${now.allowedDomains.slice(0, 10).join(", ") || "none"}`]),
    ...now.roleIds
      .filter((id) => !seen.roleIds.includes(id))
      .map((id) => `${nameOf(id)} is now a default role`),
    ...seen.roleIds
      .filter((id) => !now.roleIds.includes(id))
      .map((id) => `${nameOf(id)} is no default role any more`),
  ];
  if (changes.length === 0) return;
  throw new AppError(
    "conflict",
    `Someone else changed this while you had it open: ${changes.join(", ")}. Nothing was saved. Reload to go on.`,
  );
}

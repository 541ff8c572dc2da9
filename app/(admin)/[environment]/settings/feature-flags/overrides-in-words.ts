import type { OverrideCounts } from "@/lib/feature-flags/count-overrides";

/** Whose values differ: "3 organizations and 1 user", or null when nobody's do. */
export function overridesInWords({ organizations, users }: OverrideCounts): string | null {
  const parts = [
    ...(organizations === "0"
      ? []
      : [`${organizations} ${organizations === "1" ? "organization" : "organizations"}`]),
    ...(users === "0" ? [] : [`${users} ${users === "1" ? "user" : "users"}`]),
  ];
  return parts.length > 0 ? parts.join(" and ") : null;
}

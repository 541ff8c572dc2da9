import { Building2, CalendarDays, CircleDot, Clock, Fingerprint, KeyRound, LogIn } from "lucide-react";
import type { DataTableFilterSpec, FilterOption } from "@/components/data-table/column";
import type { UserFilter } from "@/lib/users/list-spec";
import type { UserFilterChoices } from "@/lib/users/list-user-filters";
import { findRecords } from "../find-records";

/** The organizations that a text names, as choices. */
export async function searchOrganizations(
  environmentKey: string,
  text: string,
): Promise<readonly FilterOption[]> {
  const { organizations } = await findRecords(environmentKey, text);
  return organizations.map(({ id, name }) => ({ value: id, label: name }));
}

/** The filters above the list of users. */
export function userFilters(
  environmentKey: string,
  choices: UserFilterChoices,
): (DataTableFilterSpec & { key: UserFilter })[] {
  return [
    {
      key: "status",
      label: "Status",
      kind: "options",
      icon: CircleDot,
      options: [
        { value: "active", label: "Active" },
        { value: "suspended", label: "Suspended" },
        { value: "deleted", label: "Deleted" },
      ],
    },
    {
      key: "signIn",
      label: "Sign-in",
      kind: "options",
      icon: LogIn,
      options: [
        { value: "never", label: "Never signed in" },
        { value: "locked", label: "Locked" },
      ],
    },
    {
      key: "organization",
      label: "Organization",
      kind: "search",
      icon: Building2,
      selected: choices.organizations,
      search: (text) => searchOrganizations(environmentKey, text),
    },
    { key: "role", label: "Role", kind: "options", icon: KeyRound, options: choices.roles },
    {
      key: "identity",
      label: "Identity",
      kind: "options",
      icon: Fingerprint,
      options: [
        { value: "email", label: "Email" },
        { value: "phone", label: "Phone" },
        { value: "username", label: "Username" },
      ],
    },
    { key: "created", label: "Created", kind: "date", icon: CalendarDays },
    { key: "inactive", label: "Inactive since", kind: "date", mode: "before", icon: Clock },
  ];
}

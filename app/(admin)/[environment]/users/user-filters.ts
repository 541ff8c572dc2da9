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
      options: [
        { value: "never", label: "Never signed in" },
        { value: "locked", label: "Locked" },
      ],
    },
    {
      key: "organization",
      label: "Organization",
      kind: "search",
      selected: choices.organizations,
      search: (text) => searchOrganizations(environmentKey, text),
    },
    ...(choices.roles.length > 0
      ? [{ key: "role", label: "Role", kind: "options", options: choices.roles } as const]
      : []),
    {
      key: "identity",
      label: "Identity",
      kind: "options",
      options: [
        { value: "email", label: "Email" },
        { value: "phone", label: "Phone" },
        { value: "username", label: "Username" },
        { value: "enterprise", label: "Enterprise" },
      ],
    },
    { key: "created", label: "Created", kind: "date" },
    { key: "inactive", label: "Inactive since", kind: "date", mode: "before" },
  ];
}

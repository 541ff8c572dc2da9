import type { ListParams, ListSpec } from "@/lib/core/list-params";

export type OrganizationSort = "name" | "created";
export type OrganizationFilter = "status";
export type OrganizationListParams = ListParams<OrganizationSort, OrganizationFilter>;

/** What the list of organizations may be asked for. */
export const ORGANIZATION_LIST: ListSpec<OrganizationSort, OrganizationFilter> = {
  sorts: ["name", "created"],
  defaultSort: "name",
  filters: ["status"],
};

export const ORGANIZATIONS_ON_A_PAGE = 50;
/** How far the members of one organization are counted in the list. */
export const MOST_MEMBERS_COUNTED = 1000;

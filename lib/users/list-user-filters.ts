import "server-only";
import type { Context } from "@/lib/core/context";
import { isId } from "@/lib/core/ids";
import { runPrepared } from "@/lib/core/run-prepared";
import { assertCan } from "@/lib/permissions/assert-can";
import type { UserListParams } from "./list-spec";

const MOST_ROLES = 200;

type Choice = { value: string; label: string };

export type UserFilterChoices = {
  roles: Choice[];
  /** Those that the filter names already; others are found by typing. */
  organizations: Choice[];
  /** Where a new user goes unless the admin says otherwise. */
  defaultOrganization: Choice | null;
};

type Row = { roles: Choice[]; organizations: (Choice & { isDefault: boolean })[] };

const LIST_USER_FILTERS = {
  name: "list-user-filters",
  text: `
    SELECT COALESCE((SELECT jsonb_agg(jsonb_build_object('value', id, 'label', name) ORDER BY name) FROM (
        SELECT id, name FROM role WHERE environment_id = $1::uuid ORDER BY name LIMIT ${MOST_ROLES}) r), '[]') AS roles,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('value', id, 'label', name, 'isDefault', is_default))
        FROM organization WHERE environment_id = $1::uuid AND id = ANY ($2::uuid[] || ARRAY (
          SELECT id FROM organization WHERE environment_id = $1::uuid AND is_default))), '[]') AS organizations`,
};

/** What the filters of the list offer and already hold. */
export async function listUserFilters(ctx: Context, params: UserListParams): Promise<UserFilterChoices> {
  assertCan(ctx, "users:read");
  const chosen = params.filters.organization.filter(isId).map((id) => id.toLowerCase());
  const [row] = await runPrepared<Row>(LIST_USER_FILTERS, [ctx.environment.id, chosen]);
  const { roles, organizations } = row ?? { roles: [], organizations: [] };
  const toChoice = ({ value, label }: Choice): Choice => ({ value, label });
  const standard = organizations.find(({ isDefault }) => isDefault);
  return {
    roles,
    organizations: organizations.filter(({ value }) => chosen.includes(value)).map(toChoice),
    defaultOrganization: standard ? toChoice(standard) : null,
  };
}

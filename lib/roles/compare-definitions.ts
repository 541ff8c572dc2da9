import type { Definitions, PermissionDefinition, RoleDefinition } from "./read-definitions";

type Keyed = { key: string; name: string; description: string };

/** What one environment has and another has not, or has otherwise, by key. */
export type Comparison<Definition extends Keyed> = {
  added: Definition[];
  changed: { wanted: Definition; found: Definition; changes: string[] }[];
  same: number;
};

/** What a copy from `source` would do to `target`. */
export function compareDefinitions(source: Definitions, target: Definitions) {
  return {
    permissions: compare(source.permissions, target.permissions, (wanted, found) =>
      switchChange("Add automatically to new roles", wanted.isAddedToNewRoles, found.isAddedToNewRoles),
    ),
    roles: compare(source.roles, target.roles, roleChanges),
  };
}

export type CopyPlan = {
  permissions: Comparison<PermissionDefinition>;
  roles: Comparison<RoleDefinition>;
};

function compare<Definition extends Keyed>(
  source: readonly Definition[],
  target: readonly Definition[],
  ownChanges: (wanted: Definition, found: Definition) => string[],
): Comparison<Definition> {
  const there = new Map(target.map((definition) => [definition.key, definition]));
  const added: Definition[] = [];
  const changed: Comparison<Definition>["changed"] = [];
  for (const wanted of source) {
    const found = there.get(wanted.key);
    if (!found) {
      added.push(wanted);
      continue;
    }
    const changes = [...textChanges(wanted, found), ...ownChanges(wanted, found)];
    if (changes.length > 0) changed.push({ wanted, found, changes });
  }
  return { added, changed, same: source.length - added.length - changed.length };
}

function textChanges(wanted: Keyed, found: Keyed): string[] {
  return [
    ...(wanted.name === found.name ? [] : [`the name “${found.name}” becomes “${wanted.name}”`]),
    ...(wanted.description === found.description ? [] : ["another description"]),
  ];
}

function switchChange(label: string, wanted: boolean, found: boolean): string[] {
  return wanted === found ? [] : [`“${label}” is switched ${wanted ? "on" : "off"}`];
}

function roleChanges(wanted: RoleDefinition, found: RoleDefinition): string[] {
  const gained = wanted.permissions.filter((key) => !found.permissions.includes(key));
  const lost = found.permissions.filter((key) => !wanted.permissions.includes(key));
  return [
    ...switchChange("Assign to new users", wanted.isAssignedToNewUsers, found.isAssignedToNewUsers),
    ...(gained.length > 0 ? [`gets ${gained.join(", ")}`] : []),
    ...(lost.length > 0 ? [`loses ${lost.join(", ")}`] : []),
  ];
}

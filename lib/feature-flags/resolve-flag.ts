import { type FlagLevel, type FlagType, isOverridable } from "./schema";

type Flag = {
  id: string;
  key: string;
  name: string;
  description: string;
  type: FlagType;
  allowOverrideLevel: FlagLevel;
  defaultValue: string;
  environmentValue: string | null;
};

/** Where a value comes from. */
export type FlagSource = "default" | "environment" | "organization" | "user";

/** A flag as an organization or user has it: a value of its own, and the one that holds without. */
export type OverridableFlag = Pick<Flag, "id" | "key" | "name" | "description" | "type"> & {
  isOverridable: boolean;
  own: string | null;
  inherited: { value: string; source: FlagSource };
};

/** How a flag stands for an organization. */
export function flagOfOrganization(flag: Flag, own: string | null): OverridableFlag {
  const { id, key, name, description, type } = flag;
  const inherited =
    flag.environmentValue === null
      ? ({ value: flag.defaultValue, source: "default" } as const)
      : ({ value: flag.environmentValue, source: "environment" } as const);
  const isOpen = isOverridable(flag, "org");
  // A value that came back with a restored user may be beyond what the flag allows by now: it does not count.
  return {
    ...{ id, key, name, description, type },
    isOverridable: isOpen,
    own: isOpen ? own : null,
    inherited,
  };
}

/** How a flag stands for a user who acts in an organization with this value of its own. */
export function flagOfUser(
  flag: Flag,
  own: string | null,
  organizationValue: string | null,
): OverridableFlag {
  const above = flagOfOrganization(flag, organizationValue);
  const isOpen = isOverridable(flag, "usr");
  return {
    ...above,
    isOverridable: isOpen,
    own: isOpen ? own : null,
    inherited: above.own === null ? above.inherited : { value: above.own, source: "organization" },
  };
}

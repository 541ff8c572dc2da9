import { z } from "zod";
import { keyedFields, seenKeyed } from "@/lib/permissions/schema";

export const FLAG_TYPES = ["bool", "str", "int"] as const;
export type FlagType = (typeof FLAG_TYPES)[number];

/** How the types are called on screen. */
export const FLAG_TYPE_LABELS: Record<FlagType, string> = {
  bool: "Boolean",
  str: "String",
  int: "Integer",
};

/** Down to where a flag may have another value. */
export const FLAG_LEVELS = ["env", "org", "usr"] as const;
export type FlagLevel = (typeof FLAG_LEVELS)[number];

export const FLAG_LEVEL_LABELS: Record<FlagLevel, string> = {
  env: "Environment only",
  org: "Organizations",
  usr: "Organizations and users",
};

/** All of them may have to fit into a token. */
export const MOST_FLAGS = 200;
const MOST_CHARACTERS = 500;

/** Whether a flag may have another value at this level. */
export function isOverridable(flag: { allowOverrideLevel: FlagLevel }, level: FlagLevel): boolean {
  return FLAG_LEVELS.indexOf(flag.allowOverrideLevel) >= FLAG_LEVELS.indexOf(level);
}

/** A value as it is kept, out of what was typed; or what is wrong with it. The database has the same rules. */
export function readFlagValue(type: FlagType, typed: string): { value: string } | { flaw: string } {
  if (type === "bool") {
    return typed === "true" || typed === "false" ? { value: typed } : { flaw: "Choose on or off." };
  }
  const text = typed.trim();
  if (type === "int") {
    const number = Number(text);
    if (!/^-?\d+$/.test(text)) return { flaw: "Enter a whole number." };
    // Number and text agree where "-0" and leading zeros are gone.
    return Number.isSafeInteger(number)
      ? { value: String(number === 0 ? 0 : number) }
      : { flaw: "This number is too large to be kept exactly." };
  }
  if (/\p{Cc}/u.test(text)) return { flaw: "Remove the characters that cannot be shown." };
  const value = text.toWellFormed().normalize("NFC");
  return value.length > MOST_CHARACTERS ? { flaw: `Use at most ${MOST_CHARACTERS} characters.` } : { value };
}

/** A value in words: switches are on or off. */
export function flagValueInWords(type: FlagType, value: string): string {
  if (type === "bool") return value === "true" ? "On" : "Off";
  return value === "" ? "Empty" : value;
}

const id = z.string().max(100);
const typedValue = z.string().max(MOST_CHARACTERS, `Use at most ${MOST_CHARACTERS} characters.`);

const flagFields = z.object({
  ...keyedFields,
  type: z.enum(FLAG_TYPES, "Choose a type."),
  allowOverrideLevel: z.enum(FLAG_LEVELS, "Choose where it may be overridden."),
  defaultValue: typedValue,
  hasEnvironmentValue: z.boolean(),
  environmentValue: typedValue,
});

type Typed = Pick<
  z.output<typeof flagFields>,
  "type" | "defaultValue" | "hasEnvironmentValue" | "environmentValue"
>;

/** Values that fit the type; without one for the environment, the default holds. */
function readValues<Input extends Typed>(input: Input, context: z.RefinementCtx) {
  const { type, hasEnvironmentValue, defaultValue, environmentValue, ...facts } = input;
  const read = (name: string, typed: string) => {
    const result = readFlagValue(type, typed);
    if ("value" in result) return result.value;
    context.addIssue({ code: "custom", path: [name], message: result.flaw });
    return z.NEVER;
  };
  return {
    ...facts,
    type,
    defaultValue: read("defaultValue", defaultValue),
    environmentValue: hasEnvironmentValue ? read("environmentValue", environmentValue) : null,
  };
}

export const createFeatureFlagInput = flagFields.transform(readValues);
export const updateFeatureFlagInput = flagFields
  .extend({
    flagId: id,
    /** The state that the form shows; another admin's save in between is a conflict. */
    version: z.number().int(),
    /** What the form showed besides, to say what has changed. */
    seen: seenKeyed
      .extend({
        type: z.enum(FLAG_TYPES),
        allowOverrideLevel: z.enum(FLAG_LEVELS),
        defaultValue: typedValue,
        environmentValue: typedValue.nullable(),
      })
      .optional(),
  })
  .transform(readValues);
export const featureFlagIdInput = z.object({ flagId: id });

/** Flags of one organization or user: the wanted value of each, and the one that the page showed; null: none of its own. */
export const overridesInput = z.object({
  overrides: z
    .array(z.object({ flagId: id, value: typedValue.nullable(), seen: typedValue.nullable() }))
    .max(MOST_FLAGS)
    .refine((all) => new Set(all.map(({ flagId }) => flagId)).size === all.length, "Name each flag once."),
});
export type WantedOverride = z.output<typeof overridesInput>["overrides"][number];

export const organizationFeatureFlagsInput = overridesInput.extend({ organizationId: id });
export const userFeatureFlagsInput = overridesInput.extend({ userId: id });

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { createFeatureFlagInput, FLAG_TYPES, overridesInput, readFlagValue } from "./schema";

describe("readFlagValue", () => {
  it.each([
    ["bool", "true", "true"],
    ["bool", "false", "false"],
    ["int", " 42 ", "42"],
    ["int", "-007", "-7"],
    ["int", "-0", "0"],
    ["int", "9007199254740991", "9007199254740991"],
    ["str", "  violet ", "violet"],
    ["str", "", ""],
    ["str", "true", "true"],
  ] as const)("keeps the %s %j as %j", (type, typed, value) => {
    expect(readFlagValue(type, typed)).toEqual({ value });
  });

  it.each([
    ["bool", ""],
    ["bool", "1"],
    ["bool", "TRUE"],
    ["int", ""],
    ["int", "1.5"],
    ["int", "1e3"],
    ["int", "0x10"],
    ["int", "9007199254740992"],
    ["int", "9".repeat(400)],
    ["str", "a\nb"],
    ["str", "a\0b"],
    ["str", "x".repeat(501)],
    ["str", "x".repeat(1_000_000)],
  ] as const)("refuses for a %s %j", (type, typed) => {
    expect(readFlagValue(type, typed)).toHaveProperty("flaw");
  });

  it("lets nothing through that the database would refuse", async () => {
    const typed = fc.oneof(fc.string({ unit: "binary", maxLength: 600 }), fc.maxSafeInteger().map(String));
    const values = fc.sample(typed, 300).flatMap((text) =>
      FLAG_TYPES.flatMap((type) => {
        const read = readFlagValue(type, text);
        return "value" in read ? [{ type, value: read.value }] : [];
      }),
    );
    expect(new Set(values.map(({ type }) => type))).toEqual(new Set(["str", "int"]));
    const wrong = await db.$queryRaw`
      SELECT type, value FROM json_to_recordset(${JSON.stringify(values)}::json) AS v (type feature_flag_type, value text)
      WHERE NOT feature_flag_fits(type, value)`;
    expect(wrong).toEqual([]);
  });
});

describe("the inputs", () => {
  const fields = {
    name: "New checkout",
    description: "",
    key: "new_checkout",
    type: "bool",
    allowOverrideLevel: "usr",
    defaultValue: "false",
    hasEnvironmentValue: false,
    environmentValue: "nonsense",
  };

  it("put a value that does not fit on its field, and ignore the one that is switched off", () => {
    expect(createFeatureFlagInput.parse(fields)).toMatchObject({
      defaultValue: "false",
      environmentValue: null,
    });
    const bad = { ...fields, type: "int", defaultValue: "many", hasEnvironmentValue: true };
    const paths = createFeatureFlagInput.safeParse(bad).error?.issues.map(({ path }) => path.join("."));
    expect(paths).toEqual(["defaultValue", "environmentValue"]);
  });

  it.each([
    { key: "" },
    { key: "two words" },
    { name: " " },
    { type: "float" },
    { allowOverrideLevel: "all" },
    { type: "str", defaultValue: "x".repeat(1_000_000) },
    { defaultValue: 1 },
  ])("refuse %j", (wrong) => {
    expect(createFeatureFlagInput.safeParse({ ...fields, ...wrong }).success).toBe(false);
  });

  it("name no flag twice, and take no value of a megabyte", () => {
    const one = { flagId: "a", value: "true", seen: null };
    expect(overridesInput.safeParse({ overrides: [one] }).success).toBe(true);
    expect(overridesInput.safeParse({ overrides: [one, one] }).success).toBe(false);
    const huge = { ...one, value: "x".repeat(1_000_000) };
    expect(overridesInput.safeParse({ overrides: [huge] }).success).toBe(false);
  });
});

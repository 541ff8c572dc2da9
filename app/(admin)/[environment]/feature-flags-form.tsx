"use client";

import { useState } from "react";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { useActionForm } from "@/components/form/use-action-form";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import type { OverridableFlag } from "@/lib/feature-flags/resolve-flag";
import { overridesInput } from "@/lib/feature-flags/schema";
import { FeatureFlagOverride } from "./feature-flag-override";
import { setOrganizationFeatureFlagsAction } from "./organizations/actions";
import { setUserFeatureFlagsAction } from "./users/actions";

// Fewer than this are seen at a glance.
const few = 8;

/** The feature flags of one organization or user: what holds, where it comes from, and values of its own, with one Save. */
export function FeatureFlagsForm({
  environmentKey,
  owner,
  flags,
  canChange,
}: {
  environmentKey: string;
  owner: { organizationId: string } | { userId: string };
  flags: readonly OverridableFlag[];
  canChange: boolean;
}) {
  const [text, setText] = useState("");
  const [kept, setKept] = useState<readonly string[]>([]);
  const form = useActionForm({
    schema: overridesInput,
    action: (input) => {
      const save = "userId" in owner ? setUserFeatureFlagsAction : setOrganizationFeatureFlagsAction;
      return save(environmentKey, { ...Object(input), ...owner });
    },
    defaultValues: { overrides: flags.map(({ id, own }) => ({ flagId: id, value: own, seen: own })) },
    success: "Feature flags saved",
  });
  if (flags.length === 0) {
    return (
      <EmptyState
        title="No feature flags yet"
        text="Add them under Settings, Environment, Feature flags: then this page can give them another value."
      />
    );
  }
  const wanted = text.trim().toLowerCase();
  const isShown = ({ id, name, key }: OverridableFlag) =>
    `${name} ${key}`.toLowerCase().includes(wanted) || kept.includes(id);
  // What is refused shows, and stays while it is mended, whatever is searched for.
  const { overrides: errors } = form.form.formState.errors;
  const hidden = flags.filter((flag, index) => errors?.[index] && !isShown(flag));
  if (hidden.length > 0) setKept([...kept, ...hidden.map(({ id }) => id)]);
  const level = "userId" in owner ? "user" : "organization";
  return (
    <Form form={form} guardsUnsavedChanges>
      {flags.length > few ? (
        <Input
          type="search"
          aria-label="Find a feature flag"
          placeholder="Find a feature flag"
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setKept([]);
          }}
          onKeyDown={(event) => {
            // Enter here must not send the form.
            if (event.key === "Enter") event.preventDefault();
          }}
        />
      ) : null}
      {flags.some(isShown) ? (
        <ul className="divide-y rounded-xl border">
          {flags.map((flag, index) =>
            isShown(flag) ? (
              <FeatureFlagOverride
                key={flag.id}
                flag={flag}
                name={`overrides.${index}.value`}
                level={level}
                canChange={canChange}
              />
            ) : null,
          )}
        </ul>
      ) : (
        <p role="status" className="text-muted-foreground text-sm">
          Nothing matches.
        </p>
      )}
      {canChange ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}

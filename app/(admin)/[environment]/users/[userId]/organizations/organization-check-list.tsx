"use client";

import { useCallback, useState } from "react";
import { useTypedSearch } from "@/components/form/use-typed-search";
import { useUntilCheckable } from "@/components/form/use-until-ready";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { findRecords } from "../../../find-records";

type Listed = { id: string; name: string; code: string; isSuspended?: boolean };

/** Those of the user, those checked since, and those that a text finds among all of the environment. */
export function OrganizationCheckList({
  environmentKey,
  organizations,
  checked,
  canChange,
  onCheck,
}: {
  environmentKey: string;
  organizations: readonly Listed[];
  checked: ReadonlySet<string>;
  canChange: boolean;
  onCheck: (id: string, isChecked: boolean) => void;
}) {
  const { text, setText, found } = useTypedSearch<Listed>(
    useCallback(
      async (typed: string) => (await findRecords(environmentKey, typed)).organizations,
      [environmentKey],
    ),
  );
  const untilReady = useUntilCheckable();
  const [joined, setJoined] = useState<readonly Listed[]>([]);

  const own = [
    ...organizations,
    ...joined.filter(({ id }) => !organizations.some((other) => other.id === id)),
  ];
  const wanted = text.trim().toLowerCase();
  const shown = own.filter(({ name, code }) => `${name} ${code}`.toLowerCase().includes(wanted));
  const others = canChange && wanted ? found.filter(({ id }) => !own.some((other) => other.id === id)) : [];

  return (
    <>
      <Input
        type="search"
        aria-label="Search organizations"
        placeholder={canChange ? "Search all organizations" : "Search these organizations"}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {shown.length + others.length > 0 ? (
        <ul aria-label="Organizations" className="divide-y rounded-xl border bg-card">
          {[...shown, ...others].map((organization) => (
            <li key={organization.id}>
              <label
                htmlFor={`organization-${organization.id}`}
                className="flex min-h-11 items-center gap-3 px-4 py-2"
              >
                <Checkbox
                  id={`organization-${organization.id}`}
                  aria-label={organization.name}
                  checked={checked.has(organization.id)}
                  disabled={!canChange}
                  onCheckedChange={(isChecked) => {
                    if (!own.includes(organization)) setJoined([...joined, organization]);
                    onCheck(organization.id, isChecked);
                  }}
                  {...untilReady}
                />
                <span className="min-w-0">
                  <span className="block break-words text-sm">
                    <bdi>{organization.name}</bdi>
                  </span>
                  <span className="block font-mono text-muted-foreground text-xs">
                    {organization.code}
                    {organization.isSuspended ? " · suspended" : null}
                  </span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      ) : (
        <p role="status" className="text-muted-foreground text-sm">
          {own.length === 0 && !wanted ? "This user belongs to no organization." : "Nothing matches."}
        </p>
      )}
    </>
  );
}

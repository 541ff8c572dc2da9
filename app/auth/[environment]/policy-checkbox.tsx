import { Fragment } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { POLICY_NAMES, type PolicyKind } from "@/lib/policy-acceptance/schema";

type Policy = { id: string; kind: PolicyKind; url: string };

/** The box that accepts policies; what it sends are the versions that are shown. Nothing where there are none. */
export function PolicyCheckbox({ policies, error }: { policies: Policy[]; error?: string | undefined }) {
  if (policies.length === 0) return null;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-start gap-2.5">
        <Checkbox
          id="policies"
          name="policies"
          value={policies.map(({ id }) => id).join(",")}
          required
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? "policies-error" : undefined}
          className="mt-0.5"
        />
        <label htmlFor="policies" className="text-sm">
          I accept the{" "}
          {policies.map(({ id, kind, url }, index) => (
            <Fragment key={id}>
              {index > 0 ? " and the " : null}
              <a
                href={url}
                target="_blank"
                rel="noopener noreferrer"
                className="font-medium text-brand underline underline-offset-4"
              >
                {POLICY_NAMES[kind].inText}
                <span className="sr-only"> (opens in a new tab)</span>
              </a>
            </Fragment>
          ))}
        </label>
      </div>
      {error ? (
        <p id="policies-error" role="alert" className="text-destructive-text text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}

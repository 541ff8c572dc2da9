import type { ComponentProps } from "react";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { PasswordInput } from "@/components/ui/password-input";

type HostedFieldProps = Omit<ComponentProps<"input">, "id"> & {
  name: string;
  label: string;
  error?: string;
  hint?: string;
};

/** A labelled field of a plain form, with the sentence that says what to mend. */
export function HostedField({ name, label, error, hint, type, ...props }: HostedFieldProps) {
  const describedBy = error ? `${name}-error` : hint ? `${name}-hint` : undefined;
  const control = {
    ...props,
    id: name,
    name,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": describedBy,
    className: "h-10",
  };
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <Label htmlFor={name}>{label}</Label>
      {type === "password" ? <PasswordInput {...control} /> : <Input type={type} {...control} />}
      {error ? (
        <p id={`${name}-error`} role="alert" className="break-words text-destructive-text text-sm">
          {error}
        </p>
      ) : hint ? (
        <p id={`${name}-hint`} className="text-muted-foreground text-sm">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

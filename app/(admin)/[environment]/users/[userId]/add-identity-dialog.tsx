"use client";

import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import { useMemo } from "react";
import { z } from "zod";
import { Form } from "@/components/form/form";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { addIdentityInput } from "@/lib/users/schema";
import { addIdentityAction } from "../actions";
import { GuardedReason, GuardedSubmit } from "../guarded-parts";
import { useGuardedForm } from "../use-guarded-form";
import { UserInTheWay } from "../user-in-the-way";

const types = [
  { value: "email", label: "Email" },
  { value: "phone", label: "Phone" },
  { value: "username", label: "Username" },
];

export default function AddIdentityDialog({
  environmentKey,
  userId,
  onClose,
}: {
  environmentKey: string;
  userId: string;
  onClose: () => void;
}) {
  const countries = useMemo(listCountries, []);
  const guard = useGuardedForm({
    ...{ environmentKey, userId, kind: "add_identity", onClose },
    schema: addIdentityInput.and(z.object({ reason: z.string() })),
    action: (input) => addIdentityAction(environmentKey, input),
    defaultValues: { userId, type: "email", value: "", country: ownCountry(), reason: "" },
    success: "Identity added",
    onSuccess: onClose,
  });
  const { watch, getValues, setValue, clearErrors } = guard.form.form;
  const type = watch("type");

  // What was refused was the other type's, and so may be what was typed.
  function changeType(next: string): void {
    if (!fits(next, getValues("value"), getValues("country") ?? "")) setValue("value", "");
    clearErrors("value");
    guard.form.clearError();
  }

  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={guard.form} className="gap-0">
          <DialogHeader>
            <DialogTitle>Add identity</DialogTitle>
            <DialogDescription>One more way to name this user at sign-in.</DialogDescription>
          </DialogHeader>
          <DialogBody>
            <SelectField name="type" label="Identity type" options={types} onValueChange={changeType} />
            {type === "phone" ? <SelectField name="country" label="Country" options={countries} /> : null}
            {type === "email" ? (
              <TextField key={type} name="value" label="Email" type="email" autoComplete="off" />
            ) : type === "phone" ? (
              <TextField
                key={type}
                name="value"
                label="Phone"
                type="tel"
                autoComplete="off"
                description={readAs(watch("value"), watch("country") ?? "")}
              />
            ) : (
              <TextField
                key={type}
                name="value"
                label="Username"
                autoComplete="off"
                description="Capital letters do not count at sign-in."
              />
            )}
            <UserInTheWay environmentKey={environmentKey} subject={guard.form.subject} />
            <GuardedReason guard={guard} />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <GuardedSubmit guard={guard}>Save</GuardedSubmit>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}

function readNumber(value: string, country: string) {
  const text = value.trim().replace(/^00/, "+");
  const number = parsePhoneNumberFromString(text, isSupportedCountry(country) ? country : undefined);
  return number?.isPossible() ? number : null;
}

/** The number as it will be kept, while it is typed; the server knows more of those that look odd here. */
function readAs(value: string, country: string): string {
  const number = readNumber(value, country);
  if (!number) return "Begin with + and the country code for a number of another country.";
  const text = number.formatInternational();
  return number.isValid() ? `Kept as ${text}` : `Read as ${text}, which looks unusual. Check the digits.`;
}

function fits(type: string, value: string, country: string): boolean {
  if (type === "phone") return readNumber(value, country) !== null;
  return addIdentityInput.safeParse({ userId: "", type, value }).success;
}

function listCountries() {
  const names = new Intl.DisplayNames("en", { type: "region" });
  const labelOf = (country: CountryCode) =>
    `${names.of(country) ?? country} (+${getCountryCallingCode(country)})`;
  return getCountries()
    .map((country) => ({ value: country, label: labelOf(country) }))
    .sort((a, b) => a.label.localeCompare(b.label, "en"));
}

/** The reader's own country is the likeliest one. */
function ownCountry(): string {
  const region = new Intl.Locale(navigator.language).maximize().region ?? "";
  return isSupportedCountry(region) ? region : "US";
}

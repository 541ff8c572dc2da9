import "server-only";
import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { AppError } from "@/lib/core/errors";

/** A phone number in E.164, read as one dialled in `country` unless it begins with its own code; refused at `field`. */
export function toE164(value: string, country: string, field: string): string {
  const refuse = (message: string) =>
    new AppError("validation", "Some fields need your attention.", { [field]: message });
  const text = value.trim().replace(/^00/, "+");
  const isInternational = text.startsWith("+");
  if (!isInternational && !isSupportedCountry(country)) {
    throw refuse("Choose a country, or begin with + and the country code.");
  }
  const number = parsePhoneNumberFromString(text, isSupportedCountry(country) ? country : undefined);
  if (!number?.isPossible()) {
    throw refuse("This is not a phone number there. Check the digits and the country code.");
  }
  if (number.ext) throw refuse("Leave out the extension: codes cannot be sent to it.");
  return number.number;
}

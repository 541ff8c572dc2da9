import "server-only";
import {
  type CountryCode,
  isSupportedCountry,
  Metadata,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";
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
  if (!number || !canBeLine(number)) {
    throw refuse("This is not a phone number there. Check the digits and the country code.");
  }
  if (number.ext) throw refuse("Leave out the extension: codes cannot be sent to it.");
  return number.number;
}

// Ranges are opened every month, and the library's tables follow later. A country's lengths hardly ever change: so what is in no
// range yet is taken where it is as long as a fixed line or a mobile there.
function canBeLine(number: PhoneNumber): boolean {
  const { length } = number.nationalNumber;
  return (
    number.isValid() || number.getPossibleCountries().some((country) => lineLengths(country).includes(length))
  );
}

// The package's types leave out what its tables say of each type of number.
type Tables = Metadata & {
  type: (name: "FIXED_LINE" | "MOBILE") => { possibleLengths: () => number[] } | undefined;
};

function lineLengths(country: CountryCode): number[] {
  const tables = new Metadata() as Tables;
  tables.selectNumberingPlan(country);
  return [tables.type("FIXED_LINE"), tables.type("MOBILE")].flatMap((type) => type?.possibleLengths() ?? []);
}

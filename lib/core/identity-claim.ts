export type ClaimType = "email" | "phone" | "username";
export type Claim = { type: ClaimType; claim: string };

/** The form in which an identity is unique and found: case, spaces and Unicode composition do not count. */
export function toClaim(type: ClaimType, value: string): string {
  return type === "phone" ? toPhoneClaim(value) : value.normalize("NFC").trim().toLowerCase();
}

/** What a text typed into "Email, username or phone" may name, likeliest first; empty when it can name nobody. */
export function toClaims(identifier: string): Claim[] {
  const text = identifier.trim();
  if (text === "") return [];
  const username: Claim = { type: "username", claim: toClaim("username", text) };
  if (text.includes("@")) return [{ type: "email", claim: toClaim("email", text) }, username];
  const phone = toPhoneClaim(text);
  const isPhoneLike = /^\+?[\d\s().\-/]+$/.test(text) && phone.length > 6;
  return isPhoneLike ? [{ type: "phone", claim: phone }, username] : [username];
}

// Loose E.164: separators go, and the (0) that is dialled within a country only; an international 00 becomes +; a number
// without a country code is taken as it stands.
function toPhoneClaim(value: string): string {
  const digits = value.replace("(0)", "").replace(/\D/g, "");
  return `+${value.trim().startsWith("+") ? digits : digits.replace(/^00/, "")}`;
}

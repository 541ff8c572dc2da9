/** Enough of an address to know it by, for whoever may not be the one it belongs to. */
export function maskContact(contact: string): string {
  const [name = "", domain] = contact.split("@");
  return domain ? `${name.slice(0, 1)}•••@${domain}` : `••• ${contact.slice(-2)}`;
}

/** How a user is called where there is room for one name. */
export function userName(user: { firstName: string; lastName: string; email?: string | null }): string {
  return `${user.firstName} ${user.lastName}`.trim() || user.email || "Unnamed user";
}

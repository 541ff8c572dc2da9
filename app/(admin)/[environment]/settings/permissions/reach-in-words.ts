/** Who has a permission: "3 users and 1 role", or null when nobody has. */
export function reachInWords({ users, roles }: { users: string; roles: string }): string | null {
  if (users === "0" && roles === "0") return null;
  return `${users} ${users === "1" ? "user" : "users"} and ${roles} ${roles === "1" ? "role" : "roles"}`;
}

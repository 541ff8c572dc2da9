import { MOST_CONNECTION_USERS } from "@/lib/connections/schema";

/** How many sign in through a connection, as it is counted: to a cap. */
export function usersInWords(users: number): string {
  if (users > MOST_CONNECTION_USERS)
    return `More than ${MOST_CONNECTION_USERS.toLocaleString("en")} users sign in through it`;
  if (users === 0) return "Nobody signs in through it yet";
  return users === 1
    ? "1 user signs in through it"
    : `${users.toLocaleString("en")} users sign in through it`;
}

import { toast } from "@/components/ui/toast";
import { userName } from "@/lib/users/user-name";
import type { UserResult } from "@/lib/users/user-result";
import type { UserRow } from "@/lib/users/user-rows";

/** What a deed needs to know of the user it is done to. */
export type DeedUser = Pick<UserRow, "id" | "firstName" | "lastName" | "email" | "status">;

/** Says how a deed over a selection went, with what the first refused ones were refused for. */
export function sayResults(
  results: readonly UserResult[],
  done: "suspended" | "restored",
  users: readonly DeedUser[] = [],
): void {
  const refused = results.filter(({ refusal }) => refusal !== null);
  const count = results.length - refused.length;
  const text = `${count} ${count === 1 ? "user" : "users"} ${done}`;
  if (count > 0) toast.success(text);
  if (refused.length === 0) return;
  const reasons = refused.slice(0, 3).map(({ userId, refusal }) => {
    const user = users.find(({ id }) => id === userId);
    return user ? `${userName(user)}: ${refusal}` : refusal;
  });
  toast.error(`${refused.length} not ${done}. ${[...new Set(reasons)].join(" ")}`);
}

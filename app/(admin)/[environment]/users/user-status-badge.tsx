import { Badge } from "@/components/ui/badge";
import type { UserRow } from "@/lib/users/user-rows";
import { LockedBadge } from "./locked";

/** Says next to a name that this user cannot sign in; an active user who is not locked has no badge. */
export function UserStatusBadge({ status, lockedUntil }: Pick<UserRow, "status" | "lockedUntil">) {
  return (
    <>
      {status === "active" ? null : (
        <Badge variant={status === "suspended" ? "warning" : "destructive"}>{status}</Badge>
      )}
      {lockedUntil ? <LockedBadge until={lockedUntil} /> : null}
    </>
  );
}

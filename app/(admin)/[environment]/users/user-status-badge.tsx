import { Badge } from "@/components/ui/badge";
import type { UserRow } from "@/lib/users/user-rows";

/** Says next to a name that this user cannot sign in; an active user has no badge. */
export function UserStatusBadge({ status }: { status: UserRow["status"] }) {
  if (status === "active") return null;
  return <Badge variant={status === "suspended" ? "warning" : "destructive"}>{status}</Badge>;
}

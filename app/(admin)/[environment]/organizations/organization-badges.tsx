import { Badge } from "@/components/ui/badge";

/** Says next to a name that this organization is the default one, or that nobody can sign in to it. */
export function OrganizationBadges({ isDefault, isSuspended }: { isDefault: boolean; isSuspended: boolean }) {
  if (isDefault) return <Badge variant="outline">default</Badge>;
  return isSuspended ? <Badge variant="warning">suspended</Badge> : null;
}

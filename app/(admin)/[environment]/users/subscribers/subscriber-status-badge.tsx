import { Badge } from "@/components/ui/badge";
import type { SubscriberStatus } from "@/lib/subscribers/schema";

const LOOKS = {
  pending: { label: "Not confirmed", variant: "warning" },
  confirmed: { label: "On the list", variant: "secondary" },
  converted: { label: "User", variant: "success" },
} as const;

/** The statuses as the filter offers them. */
export const STATUS_OPTIONS = Object.entries(LOOKS).map(([value, { label }]) => ({ value, label }));

/** How an address stands: waiting for the click in its mail, on the list, or a user as well. */
export function SubscriberStatusBadge({ status }: { status: SubscriberStatus }) {
  const { label, variant } = LOOKS[status];
  return <Badge variant={variant}>{label}</Badge>;
}

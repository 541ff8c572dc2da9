import { Badge } from "@/components/ui/badge";
import type { ApprovalState } from "@/lib/approvals/schema";

const variants = {
  pending: "default",
  approved: "success",
  refused: "destructive",
  cancelled: "secondary",
  expired: "outline",
  failed: "warning",
} as const;

export const APPROVAL_STATE_LABELS: Record<ApprovalState, string> = {
  pending: "Waiting",
  approved: "Approved",
  refused: "Refused",
  cancelled: "Cancelled",
  expired: "Expired",
  failed: "Failed",
};

export function ApprovalStateBadge({ state }: { state: ApprovalState }) {
  return <Badge variant={variants[state]}>{APPROVAL_STATE_LABELS[state]}</Badge>;
}

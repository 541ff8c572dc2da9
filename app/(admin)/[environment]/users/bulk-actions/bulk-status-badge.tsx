import { Badge } from "@/components/ui/badge";
import { BULK_STATUS_LABELS } from "@/lib/bulk/bulk-words";

const variants = {
  queued: "secondary",
  running: "default",
  finished: "success",
  cancelled: "warning",
  stopped: "destructive",
} as const;

export function BulkStatusBadge({ status }: { status: keyof typeof variants }) {
  return <Badge variant={variants[status]}>{BULK_STATUS_LABELS[status]}</Badge>;
}

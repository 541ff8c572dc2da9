import { Badge, type BadgeProps } from "@/components/ui/badge";
import type { OutboxRow } from "@/lib/outbox/schema";

const LOOKS: Record<OutboxRow["status"], { label: string; variant: BadgeProps["variant"] }> = {
  kept: { label: "Kept here", variant: "secondary" },
  queued: { label: "On its way", variant: "default" },
  sent: { label: "Sent", variant: "success" },
  failed: { label: "Failed, tried again", variant: "destructive" },
};

export function MessageStatus({ status }: Pick<OutboxRow, "status">) {
  const { label, variant } = LOOKS[status];
  return <Badge variant={variant}>{label}</Badge>;
}

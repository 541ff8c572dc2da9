import { Badge } from "@/components/ui/badge";

export function ConnectionStatus({ isEnabled }: { isEnabled: boolean }) {
  return isEnabled ? <Badge variant="success">Enabled</Badge> : <Badge variant="outline">Disabled</Badge>;
}

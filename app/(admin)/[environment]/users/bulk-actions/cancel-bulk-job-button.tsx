"use client";

import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { cancelBulkJobAction } from "./actions";

export function CancelBulkJobButton({ environmentKey, jobId }: { environmentKey: string; jobId: string }) {
  const cancel = useAction((input) => cancelBulkJobAction(environmentKey, input), {
    success: "Cancelled. What was done until then stays.",
  });
  return (
    <Button variant="outline" size="sm" disabled={cancel.isPending} onClick={() => cancel.run({ jobId })}>
      Cancel
    </Button>
  );
}

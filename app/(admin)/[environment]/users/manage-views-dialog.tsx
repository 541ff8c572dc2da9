"use client";

import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { SavedView } from "@/lib/saved-views/list-saved-views";
import { deleteSavedViewAction } from "./actions";

export default function ManageViewsDialog({
  environmentKey,
  views,
  onClose,
}: {
  environmentKey: string;
  views: readonly SavedView[];
  onClose: () => void;
}) {
  const remove = useAction((input) => deleteSavedViewAction(environmentKey, input), {
    success: "Saved view deleted",
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Delete views</DialogTitle>
          <DialogDescription>A view that you delete here is gone for your whole team.</DialogDescription>
        </DialogHeader>
        <DialogBody>
          {views.length === 0 ? (
            <p className="text-muted-foreground text-sm">No saved views are left.</p>
          ) : (
            <ul className="divide-y rounded-lg border">
              {views.map((view) => (
                <li key={view.id} className="flex items-center justify-between gap-3 px-3 py-2 text-sm">
                  <span className="min-w-0 truncate">{view.name}</span>
                  <Button
                    variant="ghost"
                    size="sm"
                    aria-label={`Delete ${view.name}`}
                    aria-disabled={remove.isPending}
                    onClick={() => remove.run({ savedViewId: view.id })}
                  >
                    Delete
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}

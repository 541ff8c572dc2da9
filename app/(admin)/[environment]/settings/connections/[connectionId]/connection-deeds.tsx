"use client";

import { lazy, Suspense, useState } from "react";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { enableConnectionAction } from "../actions";

const DeleteConnectionDialog = lazy(() => import("./delete-connection-dialog"));
const DisableConnectionDialog = lazy(() => import("./disable-connection-dialog"));

export type DeedConnection = { id: string; name: string; isEnabled: boolean; users: number };

/** The deeds at the head of a connection's page. */
export function ConnectionDeeds({
  environmentKey,
  connection,
}: {
  environmentKey: string;
  connection: DeedConnection;
}) {
  const [open, setOpen] = useState<"disable" | "delete" | null>(null);
  const enable = useAction((input) => enableConnectionAction(environmentKey, input), {
    success: "Connection enabled",
  });
  const dialog = { environmentKey, connection, onClose: () => setOpen(null) };
  return (
    <>
      {connection.isEnabled ? (
        <Button variant="outline" onClick={() => setOpen("disable")}>
          Disable connection
        </Button>
      ) : (
        <Button
          variant="outline"
          aria-disabled={enable.isPending}
          onClick={() => enable.run({ connectionId: connection.id })}
        >
          Enable connection
        </Button>
      )}
      <Button variant="outline" className="text-destructive-text" onClick={() => setOpen("delete")}>
        Delete connection
      </Button>
      <Suspense fallback={null}>
        {open === "disable" ? <DisableConnectionDialog {...dialog} /> : null}
        {open === "delete" ? (
          <DeleteConnectionDialog {...dialog} onDisable={() => setOpen("disable")} />
        ) : null}
      </Suspense>
    </>
  );
}

"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

const AddConnectionDialog = lazy(() => import("./add-connection-dialog"));

export type NewConnection = { key: string; callbackUrl: string };

export function AddConnectionButton({
  environmentKey,
  newConnection,
  canAddToOrganization,
}: {
  environmentKey: string;
  newConnection: NewConnection;
  canAddToOrganization: boolean;
}) {
  // What was registered at the provider must stay what is kept, also when the page is rendered anew meanwhile.
  const [opened, setOpened] = useState<NewConnection | null>(null);
  return (
    <>
      <Button onClick={() => setOpened(newConnection)}>
        <Plus aria-hidden="true" />
        Add connection
      </Button>
      {opened ? (
        <Suspense fallback={null}>
          <AddConnectionDialog
            environmentKey={environmentKey}
            newConnection={opened}
            canAddToOrganization={canAddToOrganization}
            onClose={() => setOpened(null)}
          />
        </Suspense>
      ) : null}
    </>
  );
}

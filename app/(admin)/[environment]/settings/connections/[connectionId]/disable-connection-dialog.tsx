"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { disableConnectionAction } from "../actions";
import type { DeedConnection } from "./connection-deeds";

type Props = { environmentKey: string; connection: DeedConnection; onClose: () => void };

export default function DisableConnectionDialog({ environmentKey, connection, onClose }: Props) {
  return (
    <ConfirmDialog
      title="Disable connection?"
      description={`Nobody can sign in through ${connection.name} until you enable it again, and those who do have no other way. Whoever is signed in stays so.`}
      deed="Disable connection"
      action={(input) => disableConnectionAction(environmentKey, input)}
      input={{ connectionId: connection.id }}
      success="Connection disabled"
      onClose={onClose}
    />
  );
}

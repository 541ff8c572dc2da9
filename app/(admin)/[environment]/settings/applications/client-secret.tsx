import { Alert } from "@/components/ui/alert";
import { ValueRow, ValueRows } from "../value-rows";

/** The credentials of an application, in the one moment in which its secret can be seen. */
export function ClientSecret({ clientId, clientSecret }: { clientId: string; clientSecret: string | null }) {
  return (
    <>
      {clientSecret ? (
        <Alert variant="warning">
          Copy the client secret now. It is not kept here and cannot be shown again.
        </Alert>
      ) : null}
      <ValueRows>
        <ValueRow label="Client ID" value={clientId} />
        {clientSecret ? <ValueRow label="Client secret" value={clientSecret} /> : null}
      </ValueRows>
    </>
  );
}

"use client";

import { Button } from "@/components/ui/button";
import { useVerifyCaller } from "../use-verify-caller";

/** Where an agent makes sure that a caller is this user, before anything is changed for them. */
export function VerifyCallerArea({
  environmentKey,
  userId,
  isVerified,
}: {
  environmentKey: string;
  userId: string;
  isVerified: boolean;
}) {
  const caller = useVerifyCaller({ environmentKey, userId });
  return (
    <div className="flex flex-col gap-3 px-4 py-3">
      <div>
        <h3 className="font-medium text-sm">Verify caller</h3>
        <p className="mt-0.5 text-muted-foreground text-sm">
          {isVerified
            ? "You have verified that your caller is this user. What you do for them says so in the log."
            : "Send a code to a verified contact of the user, or ask for one of their authenticator app, and type what the caller reads to you."}
        </p>
      </div>
      <div>
        <Button variant="outline" aria-disabled={caller.isOpening} onClick={caller.open}>
          {isVerified ? "Verify caller again" : "Verify caller"}
        </Button>
      </div>
      {caller.dialog}
    </div>
  );
}

"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PasswordState } from "@/lib/users/get-password-state";

const ResetPasswordDialog = lazy(() => import("./reset-password-dialog"));
const HandOverDialog = lazy(() => import("./hand-over-dialog"));
const TemporaryPasswordDialog = lazy(() => import("./temporary-password-dialog"));

/** What an admin can do for a user who cannot get in. */
export function AdminActions({
  environmentKey,
  user,
  password,
  hasVerifiedEmail,
  isSelf,
  connectionName,
}: {
  environmentKey: string;
  user: { id: string; name: string };
  password: PasswordState;
  hasVerifiedEmail: boolean;
  isSelf: boolean;
  /** Of the connection through which the user signs in, if they do. */
  connectionName: string | undefined;
}) {
  const [dialog, setDialog] = useState<"reset" | "temporary" | "hand-over" | null>(null);
  const close = () => setDialog(null);
  if (connectionName) {
    const text = `This user signs in through ${connectionName}. Their password is kept there, and is changed there.`;
    return <Area title="Manage passwords" text={text} />;
  }
  return (
    <div className="divide-y">
      <Area title="Manage passwords" text={<PasswordSentence password={password} isSelf={isSelf} />}>
        {isSelf ? null : (
          <>
            {hasVerifiedEmail ? (
              <Button variant="outline" onClick={() => setDialog("reset")}>
                Reset password
              </Button>
            ) : (
              <p className="w-full text-muted-foreground text-sm">
                Reset password needs a verified email: this user has none, so no code could reach them.
              </p>
            )}
            <Button variant="outline" onClick={() => setDialog("temporary")}>
              Set temporary password
            </Button>
            <Button variant="outline" onClick={() => setDialog("hand-over")}>
              Create hand-over link
            </Button>
          </>
        )}
      </Area>
      <Suspense fallback={null}>
        {dialog === "reset" ? <ResetPasswordDialog {...{ environmentKey, user }} onClose={close} /> : null}
        {dialog === "temporary" ? (
          <TemporaryPasswordDialog {...{ environmentKey, user }} onClose={close} />
        ) : null}
        {dialog === "hand-over" ? <HandOverDialog {...{ environmentKey, user }} onClose={close} /> : null}
      </Suspense>
    </div>
  );
}

function Area({ title, text, children }: { title: ReactNode; text: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-col gap-3 px-4 py-3">
      <div>
        <h3 className="font-medium text-sm">{title}</h3>
        <p className="mt-0.5 text-muted-foreground text-sm">{text}</p>
      </div>
      <div className="flex flex-wrap gap-2 empty:hidden">{children}</div>
    </div>
  );
}

function PasswordSentence({ password, isSelf }: { password: PasswordState; isSelf: boolean }) {
  if (isSelf) return "To change your own password, sign out and use Forgot password? at sign-in.";
  const { kind, changedAt, expiresAt } = password;
  if (kind === "none") return "This user has not set a password.";
  if (kind === "reset")
    return "Reset: at the next sign-in the user chooses “Forgot password?”, gets a code by email and chooses a new one.";
  if (kind === "temporary_used") {
    return "The temporary password was used, but no new one was chosen. Set another, or reset the password.";
  }
  if (kind === "temporary_expired") {
    return (
      <>
        The temporary password expired <RelativeTime value={expiresAt} />.
      </>
    );
  }
  if (kind === "temporary") {
    return (
      <>
        A temporary password waits for its one use
        {expiresAt ? (
          <>
            ; it expires <RelativeTime value={expiresAt} />
          </>
        ) : null}
        .
      </>
    );
  }
  return (
    <>
      The password was set <RelativeTime value={changedAt} />. Nobody can read it.
    </>
  );
}

"use client";

import Link from "next/link";
import { lazy, Suspense, useState } from "react";
import { useAction } from "@/components/form/use-action";
import { Button, buttonVariants } from "@/components/ui/button";
import { restoreUserAction, unlockUserAction } from "../actions";

const ResetPasswordDialog = lazy(() => import("./reset-password-dialog"));
const TemporaryPasswordDialog = lazy(() => import("./temporary-password-dialog"));

export type SignInDeed = "unlock" | "restore" | "temporary" | "reset";

/** The next safe deeds for a user who cannot get in; each is one that stands elsewhere on the record too. */
export function SignInActions({
  environmentKey,
  user,
  deeds,
  links,
}: {
  environmentKey: string;
  user: { id: string; name: string };
  deeds: SignInDeed[];
  links: { label: string; href: string }[];
}) {
  const [dialog, setDialog] = useState<"temporary" | "reset" | null>(null);
  const unlock = useAction((input) => unlockUserAction(environmentKey, input), { success: "User unlocked" });
  const restore = useAction((input) => restoreUserAction(environmentKey, input), {
    success: "User restored",
  });
  const close = () => setDialog(null);
  const buttons: Record<SignInDeed, { label: string; isPending?: boolean; onClick: () => void }> = {
    unlock: {
      label: "Unlock user",
      isPending: unlock.isPending,
      onClick: () => unlock.run({ userId: user.id }),
    },
    restore: {
      label: "Restore user",
      isPending: restore.isPending,
      onClick: () => restore.run({ userId: user.id }),
    },
    temporary: { label: "Set temporary password", onClick: () => setDialog("temporary") },
    reset: { label: "Reset password", onClick: () => setDialog("reset") },
  };
  if (deeds.length === 0 && links.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2 px-4 pb-4">
      {deeds.map((deed) => {
        const { label, isPending, onClick } = buttons[deed];
        return (
          <Button key={deed} variant="outline" aria-disabled={isPending} onClick={onClick}>
            {label}
          </Button>
        );
      })}
      {links.map(({ label, href }) => (
        <Link key={href} href={href} prefetch={false} className={buttonVariants({ variant: "outline" })}>
          {label}
        </Link>
      ))}
      <Suspense fallback={null}>
        {dialog === "reset" ? <ResetPasswordDialog {...{ environmentKey, user }} onClose={close} /> : null}
        {dialog === "temporary" ? (
          <TemporaryPasswordDialog {...{ environmentKey, user }} onClose={close} />
        ) : null}
      </Suspense>
    </div>
  );
}

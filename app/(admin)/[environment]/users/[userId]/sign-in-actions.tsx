"use client";

import Link from "next/link";
import { lazy, Suspense, useState } from "react";
import { useAction } from "@/components/form/use-action";
import { Button, buttonVariants } from "@/components/ui/button";
import type { SupportPolicy } from "@/lib/support/schema";
import { useSupportPolicy } from "../../support-policies";
import { restoreUserAction, unlockUserAction } from "../actions";
import { useVerifyCaller } from "../use-verify-caller";

const ResetPasswordDialog = lazy(() => import("./reset-password-dialog"));
const TemporaryPasswordDialog = lazy(() => import("./temporary-password-dialog"));

export type SignInDeed = "unlock" | "restore" | "temporary" | "reset";

/** The next safe deeds for a user who cannot get in; each is one that stands elsewhere on the record too. */
export function SignInActions({
  environmentKey,
  user,
  deeds,
  links,
  isCallerVerified,
}: {
  environmentKey: string;
  user: { id: string; name: string };
  deeds: SignInDeed[];
  links: { label: string; href: string; isMfaReset?: boolean }[];
  /** By this reader, and not long ago. */
  isCallerVerified: boolean;
}) {
  const caller = useVerifyCaller({ environmentKey, userId: user.id });
  const policies: Partial<Record<SignInDeed, SupportPolicy>> = {
    temporary: useSupportPolicy("set_temporary_password"),
    reset: useSupportPolicy("reset_password"),
  };
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
  const mfaPolicy = useSupportPolicy("reset_mfa");
  const needing = (policy: SupportPolicy) => [
    ...deeds.filter((deed) => policies[deed] === policy).map((deed) => buttons[deed].label),
    ...links.filter(({ isMfaReset }) => isMfaReset && mfaPolicy === policy).map(({ label }) => label),
  ];
  const approved = needing("approval");
  const verified = isCallerVerified ? [] : needing("caller_verified");
  if (deeds.length === 0 && links.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2 px-4 pb-4">
      {approved.length > 0 ? (
        <p className="w-full text-muted-foreground text-sm">
          {approved.join(" and ")}: a second person has to approve {approved.length > 1 ? "each" : "it"} here.
          The dialog asks you for a reason, then sends the request.
        </p>
      ) : null}
      {verified.length > 0 ? (
        <>
          <p className="w-full text-muted-foreground text-sm">
            {verified.join(" and ")}: verify the caller first. This environment asks for it.
          </p>
          <Button aria-disabled={caller.isOpening} onClick={caller.open}>
            Verify caller
          </Button>
        </>
      ) : null}
      {caller.dialog}
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

"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import { toast } from "@/components/ui/toast";
import type { CallerContact } from "@/lib/callers/schema";

const VerifyCallerDialog = lazy(() => import("./verify-caller-dialog"));

/** Opens the dialog in which an agent makes sure that their caller is this user, from wherever a deed needs it. */
export function useVerifyCaller({
  environmentKey,
  userId,
  onVerified,
}: {
  environmentKey: string;
  userId: string;
  onVerified?: () => void;
}): { open: () => void; isOpening: boolean; dialog: ReactNode } {
  const [contacts, setContacts] = useState<readonly CallerContact[] | null>(null);
  const [isOpening, setOpening] = useState(false);

  async function open(): Promise<void> {
    if (isOpening) return;
    setOpening(true);
    const found = await findContacts(environmentKey, userId);
    setOpening(false);
    if (found) setContacts(found);
    else toast.error("The user's contacts could not be read. Try again.");
  }

  const dialog = contacts ? (
    <Suspense fallback={null}>
      <VerifyCallerDialog
        {...{ environmentKey, userId, contacts }}
        onClose={() => setContacts(null)}
        onVerified={onVerified}
      />
    </Suspense>
  ) : null;
  return { open: () => void open(), isOpening, dialog };
}

async function findContacts(environmentKey: string, userId: string): Promise<CallerContact[] | null> {
  try {
    const response = await fetch(`/${environmentKey}/users/${userId}/caller`, {
      headers: { accept: "application/json" },
    });
    if (!response.ok) return null;
    // Our own route of this same build answers with exactly this shape.
    return ((await response.json()) as { contacts: CallerContact[] }).contacts;
  } catch {
    return null;
  }
}

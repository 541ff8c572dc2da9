"use client";

import { useIsFormPending } from "@/components/form/form";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";

/** Sends the form around it; disabled only while it is being sent. */
export function SubmitButton({ children, ...props }: Omit<ButtonProps, "type" | "asChild">) {
  const isPending = useIsFormPending();
  return (
    <Button type="submit" aria-disabled={isPending} {...props}>
      {isPending ? <Spinner /> : null}
      {children}
    </Button>
  );
}

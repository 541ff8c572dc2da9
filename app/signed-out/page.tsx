import type { Metadata } from "next";
import { MessagePage } from "@/components/layout/message-page";
import { buttonVariants } from "@/components/ui/button";

export const metadata: Metadata = { title: "You are signed out" };

export default function SignedOutPage() {
  return (
    <MessagePage title="You are signed out" text="You can close this page, or sign in again.">
      {/* An ordinary link: a prefetch would begin a sign-in. */}
      <a href="/sign-in" className={buttonVariants()}>
        Sign in
      </a>
    </MessagePage>
  );
}

import Link from "next/link";
import { MessagePage } from "@/components/layout/message-page";
import { buttonVariants } from "@/components/ui/button";

export const metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <MessagePage title="Page not found" text="There is nothing at this address, or you may not see it.">
      <Link href="/" className={buttonVariants({ variant: "outline" })}>
        Go to the start page
      </Link>
    </MessagePage>
  );
}

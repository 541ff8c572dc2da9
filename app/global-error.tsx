"use client";

import { errorDigest } from "@/components/layout/error-digest";
import { MessagePage } from "@/components/layout/message-page";
import { RetryButton } from "@/components/layout/retry-button";
import "./globals.css";

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = errorDigest(error);
  return (
    <html lang="en">
      <body className="font-sans">
        <title>Something went wrong · Gatehouse</title>
        <MessagePage
          title="Something went wrong"
          text={`Gatehouse could not answer. Try again, and if it stays, tell your administrator${digest ? ` this request id: ${digest}` : ""}.`}
        >
          <RetryButton retry={retry} />
        </MessagePage>
      </body>
    </html>
  );
}

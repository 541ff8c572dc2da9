"use client";

import { errorDigest } from "@/components/layout/error-digest";
import { MessagePage } from "@/components/layout/message-page";
import { RetryButton } from "@/components/layout/retry-button";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = errorDigest(error);
  return (
    <MessagePage
      title="Something went wrong"
      text={`We could not show this page. Try again, and if it stays, tell your administrator${digest ? ` this request id: ${digest}` : ""}.`}
    >
      <RetryButton retry={retry} />
    </MessagePage>
  );
}

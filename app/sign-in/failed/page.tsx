import type { Metadata } from "next";
import { MessagePage } from "@/components/layout/message-page";
import { buttonVariants } from "@/components/ui/button";
import { ownPath } from "@/lib/boundary/own-path";
import { env } from "@/lib/core/env";

export const metadata: Metadata = { title: "Sign-in did not finish" };

const EXPLANATIONS: Record<string, string> = {
  AccessDenied: "Signing in was refused or cancelled.",
  OAuthCallback: "Signing in was cancelled, took too long, or was finished in another tab.",
  Callback: "Signing in was cancelled, took too long, or was finished in another tab.",
  Configuration:
    "The dashboard could not reach its own sign-in. If this stays, whoever runs Gatehouse should check BASE_URL.",
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInFailedPage({ searchParams }: Props) {
  const { error, callbackUrl } = await searchParams;
  const text = typeof error === "string" ? EXPLANATIONS[error] : undefined;
  const path = ownPath(typeof callbackUrl === "string" ? callbackUrl : null, env().BASE_URL);
  return (
    <MessagePage title="Sign-in did not finish" text={text ?? "Something went wrong on the way. Try again."}>
      <a href={`/sign-in?callbackUrl=${encodeURIComponent(path)}`} className={buttonVariants()}>
        Sign in
      </a>
    </MessagePage>
  );
}

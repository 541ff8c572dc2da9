import { ButtonLink } from "@/components/hosted/button-link";
import type { Flow } from "@/lib/sign-in/find-flow";

/** The way back to the application that sent the reader here, where that is known. */
export function BackToApplication({ flow }: { flow: Flow | null }) {
  const application = flow?.state.application;
  if (!application?.url) return null;
  return (
    <ButtonLink href={application.url} variant="outline">
      Go back to {application.name}
    </ButtonLink>
  );
}

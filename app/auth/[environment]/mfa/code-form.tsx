import { HostedField } from "@/components/hosted/hosted-field";
import { Button } from "@/components/ui/button";
import type { Flow } from "@/lib/sign-in/find-flow";
import { flowPath } from "../flow-path";

/** The field for a code of six digits, or for a recovery code. */
export function CodeForm({
  flow,
  label,
  isRecovery = false,
}: {
  flow: Flow;
  label: string;
  isRecovery?: boolean;
}) {
  const { key } = flow.environment;
  return (
    <form method="post" action={flowPath(key, "mfa/submit", flow.id)} className="flex flex-col gap-4">
      <HostedField
        name="code"
        label={label}
        error={flow.state.errors.code}
        inputMode={isRecovery ? "text" : "numeric"}
        autoComplete={isRecovery ? "off" : "one-time-code"}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={isRecovery ? 40 : 12}
        required
      />
      <Button type="submit" size="lg">
        Continue
      </Button>
    </form>
  );
}

import { Button } from "@/components/ui/button";
import type { Flow } from "@/lib/sign-in/find-flow";
import { flowPath } from "../flow-path";

/** Ways to another method, each a button that posts its name. */
export function OtherMethods({
  flow,
  methods,
}: {
  flow: Flow;
  methods: readonly { value: string; label: string }[];
}) {
  if (methods.length === 0) return null;
  return (
    <form
      method="post"
      action={flowPath(flow.environment.key, "mfa/choose", flow.id)}
      className="flex flex-col gap-1 border-t pt-3"
    >
      {methods.map(({ value, label }) => (
        <Button key={value} type="submit" name="method" value={value} variant="ghost" className="w-full">
          {label}
        </Button>
      ))}
    </form>
  );
}

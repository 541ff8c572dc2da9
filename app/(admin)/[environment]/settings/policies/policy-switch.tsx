import { SwitchField } from "@/components/form/switch-field";
import { SETTING_LABELS } from "@/lib/settings/schema";

export type PolicyProps = { name: keyof typeof SETTING_LABELS; description?: string; disabled: boolean };

/** A setting of the environment that is on or off, called the same wherever it stands. */
export function PolicySwitch({ name, ...props }: PolicyProps) {
  return <SwitchField name={name} label={SETTING_LABELS[name]} {...props} />;
}

import { useActionForm } from "@/components/form/use-action-form";
import { type EnvironmentSettings, updateEnvironmentSettingsInput } from "@/lib/settings/schema";
import { updateEnvironmentSettingsAction } from "./actions";

/** The form of an environment's settings, for each page that shows some of them. */
export function useSettingsForm(environmentKey: string, settings: EnvironmentSettings, success: string) {
  return useActionForm({
    schema: updateEnvironmentSettingsInput,
    action: (input) => updateEnvironmentSettingsAction(environmentKey, input),
    defaultValues: { ...settings, allowedDomains: settings.allowedDomains.join("\n"), seen: settings },
    success,
  });
}

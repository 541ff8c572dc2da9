"use server";

import { adminAction } from "@/lib/boundary/action";
import { updateEnvironmentSettingsInput } from "@/lib/settings/schema";
import { updateEnvironmentSettings } from "@/lib/settings/update-environment-settings";

export const updateEnvironmentSettingsAction = adminAction(
  updateEnvironmentSettingsInput,
  updateEnvironmentSettings,
);

"use server";

import { adminAction } from "@/lib/boundary/action";
import { environmentSettingsInput } from "@/lib/settings/schema";
import { updateEnvironmentSettings } from "@/lib/settings/update-environment-settings";

export const updateEnvironmentSettingsAction = adminAction(
  environmentSettingsInput,
  updateEnvironmentSettings,
);

"use server";

import { adminAction } from "@/lib/boundary/action";
import { supportSettingsInput } from "@/lib/support/schema";
import { updateSupportSettings } from "@/lib/support/update-support-settings";

export const updateSupportSettingsAction = adminAction(supportSettingsInput, updateSupportSettings);

"use server";

import { adminAction } from "@/lib/boundary/action";
import { mfaSettingsInput } from "@/lib/mfa/schema";
import { updateMfaSettings } from "@/lib/mfa/update-mfa-settings";

export const updateMfaSettingsAction = adminAction(mfaSettingsInput, updateMfaSettings);

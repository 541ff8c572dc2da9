"use server";

import { adminAction } from "@/lib/boundary/action";
import { publishPolicy } from "@/lib/policy-acceptance/publish-policy";
import { publishPolicyInput, updatePolicyAcceptanceInput } from "@/lib/policy-acceptance/schema";
import { updatePolicyAcceptance } from "@/lib/policy-acceptance/update-policy-acceptance";
import { updateBusinessNameInput } from "@/lib/settings/schema";
import { updateBusinessName } from "@/lib/settings/update-business-name";

export const updateBusinessNameAction = adminAction(updateBusinessNameInput, updateBusinessName);
export const updatePolicyAcceptanceAction = adminAction(updatePolicyAcceptanceInput, updatePolicyAcceptance);
export const publishPolicyAction = adminAction(publishPolicyInput, publishPolicy);

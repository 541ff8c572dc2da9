"use server";

import { createApplication } from "@/lib/applications/create-application";
import { deleteApplication } from "@/lib/applications/delete-application";
import { rotateClientSecret } from "@/lib/applications/rotate-client-secret";
import {
  applicationIdInput,
  createApplicationInput,
  updateApplicationInput,
  updateTokensInput,
} from "@/lib/applications/schema";
import { updateApplication } from "@/lib/applications/update-application";
import { updateTokens } from "@/lib/applications/update-tokens";
import { adminAction } from "@/lib/boundary/action";

export const createApplicationAction = adminAction(createApplicationInput, createApplication);
export const updateApplicationAction = adminAction(updateApplicationInput, updateApplication);
export const updateTokensAction = adminAction(updateTokensInput, updateTokens);
export const rotateClientSecretAction = adminAction(applicationIdInput, rotateClientSecret);
export const deleteApplicationAction = adminAction(applicationIdInput, deleteApplication);

"use server";

import { adminAction } from "@/lib/boundary/action";
import { createFeatureFlag } from "@/lib/feature-flags/create-feature-flag";
import { deleteFeatureFlag } from "@/lib/feature-flags/delete-feature-flag";
import {
  createFeatureFlagInput,
  featureFlagIdInput,
  updateFeatureFlagInput,
} from "@/lib/feature-flags/schema";
import { updateFeatureFlag } from "@/lib/feature-flags/update-feature-flag";

export const createFeatureFlagAction = adminAction(createFeatureFlagInput, createFeatureFlag);
export const updateFeatureFlagAction = adminAction(updateFeatureFlagInput, updateFeatureFlag);
export const deleteFeatureFlagAction = adminAction(featureFlagIdInput, deleteFeatureFlag);

"use server";

import { adminAction } from "@/lib/boundary/action";
import { organizationFeatureFlagsInput } from "@/lib/feature-flags/schema";
import { organizationMfaInput } from "@/lib/mfa/schema";
import { addMembers } from "@/lib/organizations/add-members";
import { createOrganization } from "@/lib/organizations/create-organization";
import { deleteOrganization } from "@/lib/organizations/delete-organization";
import { importOrganizations } from "@/lib/organizations/import-organizations";
import { removeMember } from "@/lib/organizations/remove-member";
import {
  addMembersInput,
  createOrganizationInput,
  deleteOrganizationInput,
  importOrganizationsInput,
  removeMemberInput,
  suspendOrganizationInput,
  unsuspendOrganizationInput,
  updateOrganizationInput,
  updateOrganizationPoliciesInput,
} from "@/lib/organizations/schema";
import { setOrganizationFeatureFlags } from "@/lib/organizations/set-organization-feature-flags";
import { suspendOrganization } from "@/lib/organizations/suspend-organization";
import { unsuspendOrganization } from "@/lib/organizations/unsuspend-organization";
import { updateOrganization } from "@/lib/organizations/update-organization";
import { updateOrganizationMfa } from "@/lib/organizations/update-organization-mfa";
import { updateOrganizationPolicies } from "@/lib/organizations/update-organization-policies";

export const createOrganizationAction = adminAction(createOrganizationInput, createOrganization);
export const updateOrganizationAction = adminAction(updateOrganizationInput, updateOrganization);
export const updateOrganizationPoliciesAction = adminAction(
  updateOrganizationPoliciesInput,
  updateOrganizationPolicies,
);
export const suspendOrganizationAction = adminAction(suspendOrganizationInput, suspendOrganization);
export const unsuspendOrganizationAction = adminAction(unsuspendOrganizationInput, unsuspendOrganization);
export const deleteOrganizationAction = adminAction(deleteOrganizationInput, deleteOrganization);
export const importOrganizationsAction = adminAction(importOrganizationsInput, importOrganizations);
export const addMembersAction = adminAction(addMembersInput, addMembers);
export const removeMemberAction = adminAction(removeMemberInput, removeMember);
export const updateOrganizationMfaAction = adminAction(organizationMfaInput, updateOrganizationMfa);
export const setOrganizationFeatureFlagsAction = adminAction(
  organizationFeatureFlagsInput,
  setOrganizationFeatureFlags,
);

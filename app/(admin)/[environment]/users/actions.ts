"use server";

import { requestApproval } from "@/lib/approvals/request-approval";
import { requestApprovalInput } from "@/lib/approvals/schema";
import { adminAction } from "@/lib/boundary/action";
import { startCallerCheckInput, verifyCallerInput } from "@/lib/callers/schema";
import { startCallerCheck } from "@/lib/callers/start-caller-check";
import { verifyCaller } from "@/lib/callers/verify-caller";
import { userFeatureFlagsInput } from "@/lib/feature-flags/schema";
import { setUserOrganizationsInput } from "@/lib/organizations/schema";
import { setUserOrganizations } from "@/lib/organizations/set-user-organizations";
import { createSavedView } from "@/lib/saved-views/create-saved-view";
import { deleteSavedView } from "@/lib/saved-views/delete-saved-view";
import { createSavedViewInput, deleteSavedViewInput } from "@/lib/saved-views/schema";
import { addIdentity } from "@/lib/users/add-identity";
import { createUser } from "@/lib/users/create-user";
import { deleteIdentity } from "@/lib/users/delete-identity";
import { deleteUser } from "@/lib/users/delete-user";
import { handOverPassword } from "@/lib/users/hand-over-password";
import { makeIdentityPrimary } from "@/lib/users/make-identity-primary";
import { resetMfa } from "@/lib/users/reset-mfa";
import { resetPassword } from "@/lib/users/reset-password";
import { restoreUser } from "@/lib/users/restore-user";
import { restoreUsers } from "@/lib/users/restore-users";
import {
  addIdentityInput,
  createUserInput,
  deleteIdentityInput,
  deleteUserInput,
  handOverPasswordInput,
  makeIdentityPrimaryInput,
  resetMfaInput,
  resetPasswordInput,
  restoreUserInput,
  restoreUsersInput,
  setTemporaryPasswordInput,
  setUserPermissionsInput,
  setUserRolesInput,
  suspendUserInput,
  suspendUsersInput,
  unlockUserInput,
  updateUserInput,
} from "@/lib/users/schema";
import { setTemporaryPassword } from "@/lib/users/set-temporary-password";
import { setUserFeatureFlags } from "@/lib/users/set-user-feature-flags";
import { setUserPermissions } from "@/lib/users/set-user-permissions";
import { setUserRoles } from "@/lib/users/set-user-roles";
import { suspendUser } from "@/lib/users/suspend-user";
import { suspendUsers } from "@/lib/users/suspend-users";
import { unlockUser } from "@/lib/users/unlock-user";
import { updateUser } from "@/lib/users/update-user";

export const createUserAction = adminAction(createUserInput, createUser);
export const updateUserAction = adminAction(updateUserInput, updateUser);
export const suspendUserAction = adminAction(suspendUserInput, suspendUser);
export const restoreUserAction = adminAction(restoreUserInput, restoreUser);
export const suspendUsersAction = adminAction(suspendUsersInput, suspendUsers);
export const restoreUsersAction = adminAction(restoreUsersInput, restoreUsers);
export const deleteUserAction = adminAction(deleteUserInput, deleteUser);
export const resetPasswordAction = adminAction(resetPasswordInput, resetPassword);
export const resetMfaAction = adminAction(resetMfaInput, resetMfa);
export const setTemporaryPasswordAction = adminAction(setTemporaryPasswordInput, setTemporaryPassword);
export const handOverPasswordAction = adminAction(handOverPasswordInput, handOverPassword);
export const unlockUserAction = adminAction(unlockUserInput, unlockUser);
export const addIdentityAction = adminAction(addIdentityInput, addIdentity);
export const makeIdentityPrimaryAction = adminAction(makeIdentityPrimaryInput, makeIdentityPrimary);
export const deleteIdentityAction = adminAction(deleteIdentityInput, deleteIdentity);
export const setUserRolesAction = adminAction(setUserRolesInput, setUserRoles);
export const setUserPermissionsAction = adminAction(setUserPermissionsInput, setUserPermissions);
export const setUserOrganizationsAction = adminAction(setUserOrganizationsInput, setUserOrganizations);
export const setUserFeatureFlagsAction = adminAction(userFeatureFlagsInput, setUserFeatureFlags);
export const createSavedViewAction = adminAction(createSavedViewInput, createSavedView);
export const deleteSavedViewAction = adminAction(deleteSavedViewInput, deleteSavedView);
export const startCallerCheckAction = adminAction(startCallerCheckInput, startCallerCheck);
export const verifyCallerAction = adminAction(verifyCallerInput, verifyCaller);
export const requestApprovalAction = adminAction(requestApprovalInput, requestApproval);

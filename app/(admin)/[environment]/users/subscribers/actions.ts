"use server";

import { adminAction } from "@/lib/boundary/action";
import { convertToUser } from "@/lib/subscribers/convert-to-user";
import { createSubscriber } from "@/lib/subscribers/create-subscriber";
import { deleteSubscriber } from "@/lib/subscribers/delete-subscriber";
import {
  convertToUserInput,
  createSubscriberInput,
  subscriberIdInput,
  updateFormSettingsInput,
} from "@/lib/subscribers/schema";
import { updateFormSettings } from "@/lib/subscribers/update-form-settings";

export const createSubscriberAction = adminAction(createSubscriberInput, createSubscriber);
export const convertToUserAction = adminAction(convertToUserInput, convertToUser);
export const deleteSubscriberAction = adminAction(subscriberIdInput, deleteSubscriber);
export const updateFormSettingsAction = adminAction(updateFormSettingsInput, updateFormSettings);

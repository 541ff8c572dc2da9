"use server";

import { adminAction } from "@/lib/boundary/action";
import { createConnection } from "@/lib/connections/create-connection";
import { deleteConnection } from "@/lib/connections/delete-connection";
import { disableConnection } from "@/lib/connections/disable-connection";
import { enableConnection } from "@/lib/connections/enable-connection";
import {
  connectionIdInput,
  createConnectionInput,
  deleteConnectionInput,
  updateConnectionInput,
} from "@/lib/connections/schema";
import { updateConnection } from "@/lib/connections/update-connection";

export const createConnectionAction = adminAction(createConnectionInput, createConnection);
export const updateConnectionAction = adminAction(updateConnectionInput, updateConnection);
export const enableConnectionAction = adminAction(connectionIdInput, enableConnection);
export const disableConnectionAction = adminAction(connectionIdInput, disableConnection);
export const deleteConnectionAction = adminAction(deleteConnectionInput, deleteConnection);

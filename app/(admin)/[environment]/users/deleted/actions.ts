"use server";

import { adminAction } from "@/lib/boundary/action";
import { eraseUser } from "@/lib/deleted-users/erase-user";
import { recoverUser } from "@/lib/deleted-users/recover-user";
import { eraseUserInput, recoverUserInput } from "@/lib/deleted-users/schema";

export const recoverUserAction = adminAction(recoverUserInput, recoverUser);
export const eraseUserAction = adminAction(eraseUserInput, eraseUser);

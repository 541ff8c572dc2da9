"use server";

import { adminAction } from "@/lib/boundary/action";
import { createEnvironment } from "@/lib/environments/create-environment";
import { createEnvironmentInput } from "@/lib/environments/schema";

export const createEnvironmentAction = adminAction(createEnvironmentInput, createEnvironment);

"use server";

import { adminAction } from "@/lib/boundary/action";
import { cancelBulkJob } from "@/lib/bulk/cancel-bulk-job";
import { cancelBulkJobInput, startBulkJobInput } from "@/lib/bulk/schema";
import { startBulkJob } from "@/lib/bulk/start-bulk-job";

export const startBulkJobAction = adminAction(startBulkJobInput, startBulkJob);
export const cancelBulkJobAction = adminAction(cancelBulkJobInput, cancelBulkJob);

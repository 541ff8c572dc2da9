"use server";

import { approveRequest } from "@/lib/approvals/approve-request";
import { cancelRequest } from "@/lib/approvals/cancel-request";
import { refuseRequest } from "@/lib/approvals/refuse-request";
import { approveRequestInput, cancelRequestInput, refuseRequestInput } from "@/lib/approvals/schema";
import { adminAction } from "@/lib/boundary/action";

export const approveRequestAction = adminAction(approveRequestInput, approveRequest);
export const refuseRequestAction = adminAction(refuseRequestInput, refuseRequest);
export const cancelRequestAction = adminAction(cancelRequestInput, cancelRequest);

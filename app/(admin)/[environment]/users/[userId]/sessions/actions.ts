"use server";

import { adminAction } from "@/lib/boundary/action";
import { endAllSessions } from "@/lib/sessions/end-all-sessions";
import { endSession } from "@/lib/sessions/end-session";
import { endAllSessionsInput, endSessionInput } from "@/lib/sessions/schema";

export const endSessionAction = adminAction(endSessionInput, endSession);
export const endAllSessionsAction = adminAction(endAllSessionsInput, endAllSessions);

import { z } from "zod";
import { leaveMfaMethods } from "@/lib/sign-in/leave-mfa-methods";
import { handleStep } from "../../handle-step";

export const POST = handleStep("mfa", z.object({}), (flow, request) => leaveMfaMethods(flow, request));

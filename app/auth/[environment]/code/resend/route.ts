import { z } from "zod";
import { resendCode } from "@/lib/sign-in/resend-code";
import { handleStep } from "../../handle-step";

export const POST = handleStep("code", z.object({}), (flow, request) => resendCode(flow, request));

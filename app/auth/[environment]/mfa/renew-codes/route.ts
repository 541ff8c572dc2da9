import { z } from "zod";
import { renewRecoveryCodes } from "@/lib/sign-in/renew-recovery-codes";
import { handleStep } from "../../handle-step";

export const POST = handleStep("mfa", z.object({}), (flow, request) => renewRecoveryCodes(flow, request));

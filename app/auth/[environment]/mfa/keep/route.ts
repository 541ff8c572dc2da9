import { z } from "zod";
import { keepRecoveryCodes } from "@/lib/sign-in/keep-recovery-codes";
import { handleStep } from "../../handle-step";

export const POST = handleStep("mfa", z.object({}), (flow, request) => keepRecoveryCodes(flow, request));

import { mfaCodeInput } from "@/lib/sign-in/schema";
import { verifyMfaCode } from "@/lib/sign-in/verify-mfa-code";
import { handleStep } from "../../handle-step";

export const POST = handleStep("mfa", mfaCodeInput, verifyMfaCode);

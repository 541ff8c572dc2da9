import { keepRecoveryCodes } from "@/lib/sign-in/keep-recovery-codes";
import { keepCodesInput } from "@/lib/sign-in/schema";
import { handleStep } from "../../handle-step";

export const POST = handleStep("mfa", keepCodesInput, keepRecoveryCodes);

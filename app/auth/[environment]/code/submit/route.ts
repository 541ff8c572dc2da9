import { codeInput } from "@/lib/sign-in/schema";
import { verifyCode } from "@/lib/sign-in/verify-code";
import { handleStep } from "../../handle-step";

export const POST = handleStep("code", codeInput, verifyCode);

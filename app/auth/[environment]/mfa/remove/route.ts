import { removeMfaMethod } from "@/lib/sign-in/remove-mfa-method";
import { removeMfaInput } from "@/lib/sign-in/schema";
import { handleStep } from "../../handle-step";

export const POST = handleStep("mfa", removeMfaInput, removeMfaMethod);

import { chooseMfaMethod } from "@/lib/sign-in/choose-mfa-method";
import { mfaChoiceInput } from "@/lib/sign-in/schema";
import { handleStep } from "../../handle-step";

export const POST = handleStep("mfa", mfaChoiceInput, chooseMfaMethod);

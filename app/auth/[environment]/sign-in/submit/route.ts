import { identifierInput } from "@/lib/sign-in/schema";
import { submitIdentifier } from "@/lib/sign-in/submit-identifier";
import { handleStep } from "../../handle-step";

export const POST = handleStep("sign-in", identifierInput, submitIdentifier);

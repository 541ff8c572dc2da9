import { signUpInput } from "@/lib/sign-in/schema";
import { signUp } from "@/lib/sign-in/sign-up";
import { handleStep } from "../../handle-step";

export const POST = handleStep("sign-up", signUpInput, signUp);

import { passwordInput } from "@/lib/sign-in/schema";
import { verifyPassword } from "@/lib/sign-in/verify-password";
import { handleStep } from "../../handle-step";

export const POST = handleStep("password", passwordInput, verifyPassword);

import { newPasswordInput } from "@/lib/sign-in/schema";
import { setNewPassword } from "@/lib/sign-in/set-new-password";
import { handleStep } from "../../handle-step";

export const POST = handleStep("new-password", newPasswordInput, setNewPassword);

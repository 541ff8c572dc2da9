import { passkeyInput } from "@/lib/sign-in/schema";
import { verifyPasskey } from "@/lib/sign-in/verify-passkey";
import { handleStep } from "../../handle-step";

export const POST = handleStep("mfa", passkeyInput, verifyPasskey);

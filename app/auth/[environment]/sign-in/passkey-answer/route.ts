import { passkeyInput } from "@/lib/sign-in/schema";
import { signInWithPasskey } from "@/lib/sign-in/sign-in-with-passkey";
import { handleStep } from "../../handle-step";

export const POST = handleStep("sign-in", passkeyInput, signInWithPasskey);

import { z } from "zod";
import { startPasskey } from "@/lib/sign-in/sign-in-with-passkey";
import { handleStep } from "../../handle-step";

export const POST = handleStep("sign-in", z.object({}), (flow) => startPasskey(flow));

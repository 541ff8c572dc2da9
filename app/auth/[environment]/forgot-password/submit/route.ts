import { requestPasswordReset } from "@/lib/sign-in/request-password-reset";
import { identifierInput } from "@/lib/sign-in/schema";
import { handleStep } from "../../handle-step";

export const POST = handleStep("forgot-password", identifierInput, (flow, request, input) =>
  requestPasswordReset(flow, request, input),
);

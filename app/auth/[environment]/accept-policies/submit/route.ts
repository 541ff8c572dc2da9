import { acceptPolicies } from "@/lib/sign-in/accept-policies";
import { acceptPoliciesInput } from "@/lib/sign-in/schema";
import { handleStep } from "../../handle-step";

export const POST = handleStep("accept-policies", acceptPoliciesInput, acceptPolicies);

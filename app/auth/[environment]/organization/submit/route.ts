import { chooseOrganization } from "@/lib/sign-in/choose-organization";
import { organizationInput } from "@/lib/sign-in/schema";
import { handleStep } from "../../handle-step";

export const POST = handleStep("organization", organizationInput, chooseOrganization);

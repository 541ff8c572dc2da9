import { z } from "zod";
import { skipMfa } from "@/lib/sign-in/skip-mfa";
import { handleStep } from "../../handle-step";

export const POST = handleStep("mfa", z.object({}), (flow, request) => skipMfa(flow, request));

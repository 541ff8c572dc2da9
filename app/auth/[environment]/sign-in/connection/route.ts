import { chooseConnection } from "@/lib/sign-in/choose-connection";
import { connectionInput } from "@/lib/sign-in/schema";
import { handleStep } from "../../handle-step";

export const POST = handleStep("sign-in", connectionInput, (flow, _request, input) =>
  chooseConnection(flow, input),
);

import "server-only";
import { z } from "zod";
import { decrypt } from "@/lib/core/crypto";
import type { Flow } from "./find-flow";

/** The new recovery codes that the flow has still to show; null once they are kept. */
export function readRecoveryCodes(flow: Flow): string[] | null {
  const { sealedRecoveryCodes } = flow.state;
  if (!sealedRecoveryCodes) return null;
  return z.array(z.string()).parse(JSON.parse(decrypt(sealedRecoveryCodes)));
}

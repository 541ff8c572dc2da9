import "server-only";
import Bowser from "bowser";
import type { SessionRow } from "./schema";

export type Device = Pick<SessionRow, "device" | "kind">;

/** What a user agent says of itself, in words. It is a claim of the browser: good for recognising, not for trusting. */
export function describeDevice(userAgent: string | null): Device {
  if (!userAgent) return { device: "Unknown device", kind: "unknown" };
  const { browser, os, platform } = Bowser.parse(userAgent);
  const version = browser.version?.split(".")[0];
  const program = browser.name ? [browser.name, version].filter(Boolean).join(" ") : "";
  // "iPhone" says more than "iOS".
  const machine = platform.vendor === "Apple" && platform.model ? platform.model : (os.name ?? "");
  return {
    device: [program, machine].filter(Boolean).join(" on ") || "Unknown device",
    kind: toKind(platform.type),
  };
}

function toKind(type: string | undefined): Device["kind"] {
  return type === "desktop" || type === "mobile" || type === "tablet" ? type : "unknown";
}

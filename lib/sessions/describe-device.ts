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
    device: [program, machine].filter(Boolean).join(" on ") || firstProduct(userAgent),
    kind: toKind(platform.type),
  };
}

// Programs that are no browser begin with their own name: "okhttp/4.12.0".
function firstProduct(userAgent: string): string {
  const [, name, version] = /^([\w .-]{1,40})\/(\d[\w.]{0,20})/.exec(userAgent) ?? [];
  return name ? `${name} ${version}` : "Unknown device";
}

function toKind(type: string | undefined): Device["kind"] {
  return type === "desktop" || type === "mobile" || type === "tablet" ? type : "unknown";
}

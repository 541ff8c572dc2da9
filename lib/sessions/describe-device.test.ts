import { expect, test } from "vitest";
import { describeDevice } from "./describe-device";

const WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)";

test.each([
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${WEBKIT} Version/18.5 Mobile/15E148 Safari/604.1`,
    "Safari 18 on iPhone",
    "mobile",
  ],
  [
    `Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) ${WEBKIT} Version/18.5 Mobile/15E148 Safari/604.1`,
    "Safari 18 on iPad",
    "tablet",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
    "Microsoft Edge 141 on Windows",
    "desktop",
  ],
  [
    "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
    "Firefox 144 on Linux",
    "desktop",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
    "Chrome 141 on Android",
    "mobile",
  ],
  ["okhttp/4.12.0", "okhttp 4.12.0", "unknown"],
  ["<script>alert(1)</script>", "Unknown device", "unknown"],
  ["", "Unknown device", "unknown"],
  [null, "Unknown device", "unknown"],
])("%s is %s", (userAgent, device, kind) => {
  expect(describeDevice(userAgent)).toEqual({ device, kind });
});

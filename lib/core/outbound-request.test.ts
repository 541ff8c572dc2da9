import { expect, test } from "vitest";
import { isInnerAddress } from "./outbound-request";

test.each([
  ["10.1.2.3", true],
  ["172.31.255.255", true],
  ["192.168.0.1", true],
  ["169.254.169.254", true],
  ["100.64.0.1", true],
  ["::1", true],
  ["fd00::1", true],
  ["fe80::1", true],
  ["::ffff:10.0.0.1", true],
  ["not an address", true],
  ["203.0.113.9", false],
  ["172.32.0.1", false],
  ["2001:db8::1", false],
])("%s is inside: %s", (address, isInner) => {
  expect(isInnerAddress(address)).toBe(isInner);
});

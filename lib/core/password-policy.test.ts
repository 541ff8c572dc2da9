import { describe, expect, test } from "vitest";
import { findPasswordFlaw } from "./password-policy";

const about = ["Ada", "Lovelace", "ada.1795@example.com", "Harbour Tea"];

describe("findPasswordFlaw", () => {
  test.each([
    "kestrel moss window",
    "xK9#mQ2$v",
    "ünïcödé-ñandú",
    "lantern-orbit-42",
    "Tr0ub4dor&3 and more",
  ])("takes %s", async (password) => {
    expect(await findPasswordFlaw(password, about)).toBeNull();
  });

  test.each([
    ["Ab3$xyz!", /at least 9/],
    ["😀😀😀😀😀😀😀😀", /at least 9/],
    ["x".repeat(1001), /at most 1000/],
    ["kestrel moss\nwindow", /single line/],
    ["password1", /tried first/],
    ["123456789", /tried first/],
    ["P@ssw0rd1", /tried first/],
    ["Summer2024!", /easy to guess/],
    ["adalovelace1", /too close/],
    ["ada.1795@e", /too close/],
    ["harbourtea1", /too close/],
  ])("refuses %s", async (password, sentence) => {
    expect(await findPasswordFlaw(password, about)).toMatch(sentence);
  });
});

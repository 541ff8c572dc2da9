import { describe, expect, it } from "vitest";
import { type GivenHash, toStoredHash } from "./legacy-hash";
import { hashPassword, isOutdatedHash, verifyPassword } from "./password-hash";

const password = "kestrel moss window";
const international = "пароль ü 漢";

// Made by the tool that is named, so that two implementations agree and not one with itself.
const VECTORS: [tool: string, given: GivenHash, password?: string][] = [
  ["openssl passwd -1", { method: "crypt", hash: "$1$saltsalt$OsGeQaFiRuK7XRwpWU.ed." }],
  ["openssl passwd -apr1", { method: "crypt", hash: "$apr1$saltsalt$JNtFJuVqKe1TnSmhOg0Nu1" }],
  ["openssl passwd -5", { method: "crypt", hash: "$5$saltsalt$3MyWSDHrlJuXShaEbFE0xEMYtPKngyEpclcmuHU0ZW8" }],
  [
    "openssl passwd -6",
    {
      method: "crypt",
      hash: "$6$saltsalt$dSZuZ5Peu.FiQxAegbtINkDuJ.C9ldtUDRlT4rZDIoc1joN.zc60vEUWe/Kdq.S/MZiJPJz/mfjB3CXMoDC810",
    },
  ],
  ["mkpasswd -m descrypt", { method: "crypt", hash: "6rjTFbsrwfG6Y" }],
  ["mkpasswd -m descrypt", { method: "crypt", hash: "EkR923UJ6HUHY" }, international],
  ["mkpasswd -m md5crypt", { method: "crypt", hash: "$1$cLQVWjXk$EpZUC0o2td1maR3VUG5Ut." }, international],
  [
    "mkpasswd -m sha256crypt",
    { method: "crypt", hash: "$5$gSMdVNUIxIqOFU39$8i03h9cwfyrziyN7XBEz7lx5oMYh5X1i8yOZ8mKadk0" },
    international,
  ],
  [
    "mkpasswd -m sha512crypt -R 20000",
    {
      method: "crypt",
      hash: "$6$rounds=20000$6iUjKmxpjMH9yaCk$olT3BSWBDazCFujf64.E3pk11BxYs6G/5EoDoRDCiyPrfAo2mtnG950QmoVvHudHEm/5OOOZQECuGRZThHFU4/",
    },
  ],
  [
    "mkpasswd -m bcrypt",
    { method: "bcrypt", hash: "$2b$05$hpGeSebvVFCpIVyJKJwJCuM6hi22per6imMH.JTMFnivLlHdEMqPa" },
  ],
  [
    "mkpasswd -m bcrypt-a",
    { method: "bcrypt", hash: "$2a$05$yCPbORh4lu9h0j2Zv3xPoeIBRLfOqhljU5z/8708doLQn.3cMs4.y" },
  ],
  ["htpasswd -B", { method: "bcrypt", hash: "$2y$05$mZeOubWeP/q6hq4t906dW.axEwd468gqjTKWmX9Raw5sC0j0cpWoe" }],
  ["htpasswd -m", { method: "crypt", hash: "$apr1$Nb1siPKJ$JAEwo1/7BWiHP4V3ccGKL0" }],
  ["htpasswd -d", { method: "crypt", hash: "CVqpju0yws4aA" }, "kestrel"],
  [
    "PHP password_hash",
    { method: "bcrypt", hash: "$2y$10$ftf6zEgML3iHg9ayrkXONuV3iVCEKWtvU9eZwxpOcDF7CeKbiUI8G" },
  ],
  [
    "PHP password_hash, argon2id",
    {
      method: "argon2",
      hash: "$argon2id$v=19$m=65536,t=4,p=1$R0J5OURYSjN0YnNHN1k4Sg$GguCxcyNxQPn4sQZVVxjOFqIWsE0llb3mRBu66B4xzU",
    },
  ],
  [
    "PHP password_hash, argon2i",
    {
      method: "argon2",
      hash: "$argon2i$v=19$m=65536,t=4,p=1$bDU1M1FQLkM3RjNwSWRxMg$7cVR4OGTRxaSn/DVvSWtcEhhQvZiIT1wfrZ8afjnWC4",
    },
  ],
  ["PHP md5", { method: "md5", hash: "b732db01f8a4b199bb6696b0ce011b9a" }],
  [
    "PHP md5, salt before",
    { method: "md5", hash: "773530ADC66996FBF7C623B4D55A81F6", salt: "pepper", saltPosition: "prefix" },
  ],
  [
    "PHP sha256, salt after",
    {
      method: "sha256",
      hash: "fd573cdc12da331f84056d555a29fcc902e05db65b2cb043c16c4c9c51563080",
      salt: "pepper",
      saltPosition: "suffix",
    },
  ],
  [
    "PHP sha256, salt before, in hex",
    {
      method: "sha256",
      hash: "181610d8f017cf5eddda55f2a217db6e2938537c5f16d24836fecb1bb53ed134",
      salt: "68656c6c6f",
      saltFormat: "hex",
      saltPosition: "prefix",
    },
  ],
  ["PHP, phpass", { method: "wordpress", hash: "$P$BabcdefghxA321kjP7iL.6.udkVS.z0" }],
  ["WordPress before phpass", { method: "wordpress", hash: "b732db01f8a4b199bb6696b0ce011b9a" }],
  [
    "PHP, as WordPress 6.8",
    { method: "wordpress", hash: "$wp$2y$10$LBLy29u1rVacz.55Jk6dv.0qcfTCKh56/WUzuUNv.9/hkuSyc24Dy" },
  ],
];

describe("a hash that another system has made", () => {
  it.each(VECTORS)("%s: matches its password alone, and is due to be made anew", async (_, given, known) => {
    const stored = toStoredHash(given);
    expect(await verifyPassword(stored, known ?? password)).toBe(true);
    expect(await verifyPassword(stored, `${known ?? password}!`.slice(1))).toBe(false);
    expect(await verifyPassword(stored, "")).toBe(false);
    expect(isOutdatedHash(stored)).toBe(true);
  });

  it.each<[string, GivenHash, string]>([
    ["text", { method: "bcrypt", hash: "no hash" }, "hash"],
    ["another method's", { method: "crypt", hash: "$2y$05$mZeOubWeP" }, "hash"],
    [
      "bcrypt that costs minutes",
      { method: "bcrypt", hash: "$2b$31$hpGeSebvVFCpIVyJKJwJCuM6hi22per6imMH.JTMFnivLlHdEMqPa" },
      "hash",
    ],
    [
      "crypt that costs minutes",
      {
        method: "crypt",
        hash: "$5$rounds=999999999$saltsalt$3MyWSDHrlJuXShaEbFE0xEMYtPKngyEpclcmuHU0ZW8",
      },
      "hash",
    ],
    ["phpass that costs hours", { method: "wordpress", hash: "$P$zabcdefghxA321kjP7iL.6.udkVS.z0" }, "hash"],
    [
      "argon2 that takes all memory",
      { method: "argon2", hash: "$argon2id$v=19$m=9999999,t=9,p=1$AAAA$AAAA" },
      "hash",
    ],
    ["md5 in another notation", { method: "md5", hash: "tzLbAfikuZm7ZpawzgEbmg==" }, "hash"],
    ["a salt without its place", { method: "md5", hash: "0".repeat(32), salt: "a" }, "saltPosition"],
    [
      "a salt that is not hex",
      { method: "md5", hash: "0".repeat(32), salt: "xyz", saltFormat: "hex", saltPosition: "prefix" },
      "salt",
    ],
  ])("is refused with a sentence on its field: %s", (_, given, field) => {
    expect(() => toStoredHash(given)).toThrow(
      expect.objectContaining({ code: "validation", fields: { [field]: expect.any(String) } }),
    );
  });

  it("does not make others wait while it is checked", async () => {
    const slow = VECTORS.find(([tool]) => tool.includes("20000"))?.[1];
    const check = verifyPassword(slow?.hash ?? "", password);
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 1);
    expect(await check).toBe(true);
    clearInterval(clock);
    expect(turns).toBeGreaterThan(3);
  });

  it("of our own kind is not made anew", async () => {
    expect(isOutdatedHash(await hashPassword(password))).toBe(false);
  });
});

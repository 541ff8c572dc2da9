import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { DES_FORM, hashFormOf } from "@/lib/core/hash-form";
import { CURRENT_FORM, hashPassword, verifyPassword as isPasswordOf } from "@/lib/core/password-hash";
import { makeStandInHash } from "@/lib/core/stand-in-hash";
import { createTestEnvironment, createUserRow } from "@/prisma/factories";
import { countPasswordForms } from "./count-password-forms";
import { chooseForm, findStandIn, forgetForms, pointOf } from "./find-stand-in";

// Each of these is the hash of "kestrel" or looks like one; made by the libraries that sign-in uses and by hand.
const GIVEN: [hash: string, form: string][] = [
  ["$argon2i$v=19$m=4096,t=3,p=1$c29tZXNhbHQ$aGFzaA", "$argon2i$v=19$m=4096,t=3,p=1$"],
  ["$2y$10$LBLy29u1rVacz.55Jk6dv.0qcfTCKh56/WUzuUNv.9/hkuSyc24Dy", "$2y$10$"],
  ["$wp$2y$10$LBLy29u1rVacz.55Jk6dv.0qcfTCKh56/WUzuUNv.9/hkuSyc24Dy", "$wp$2y$10$"],
  ["$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/", "$1$"],
  ["$apr1$saltsalt$qjXMvbEw8oaL.CzflDtaK/", "$apr1$"],
  [`$5$rounds=7000$salt$${"a".repeat(43)}`, "$5$rounds=7000$"],
  [`$6$salt$${"a".repeat(86)}`, "$6$"],
  ["$P$BabcdefghxA321kjP7iL.6.udkVS.z0", "$P$B"],
  ["$digest$md5$suffix$c2FsdA$b732db01f8a4b199bb6696b0ce011b9a", "$digest$md5$"],
  [`$digest$sha256$prefix$$${"0".repeat(64)}`, "$digest$sha256$"],
  ["abJnggxhB/yWI", DES_FORM],
];

test("a form is kind and cost, and a stand-in of it has the same form and is nobody's", async () => {
  const current = await hashPassword("kestrel");
  for (const [hash, form] of [...GIVEN, [current, CURRENT_FORM] as const]) {
    expect(hashFormOf(hash)).toBe(form);
    const standIn = await makeStandInHash(form);
    expect(hashFormOf(standIn)).toBe(form);
    expect(standIn).not.toBe(hash);
    expect(await isPasswordOf(standIn, "kestrel")).toBe(false);
  }
});

test("a stand-in is really computed: it takes as long as another hash of its form", async () => {
  // What cannot be read is refused at once; these costs are told apart from that without a clock that is exact.
  for (const form of ["$2b$11$", "$wp$2y$11$", "$6$rounds=60000$", "$argon2i$v=19$m=65536,t=4,p=1$"]) {
    const standIn = await makeStandInHash(form);
    const start = process.hrtime.bigint();
    expect(await isPasswordOf(standIn, "kestrel")).toBe(false);
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeGreaterThan(15);
  }
});

test("each form is chosen as often as it is common, and names go over to today's alone as it grows", () => {
  const forms = [
    { form: CURRENT_FORM, count: 60 },
    { form: "$6$", count: 10 },
    { form: "$2b$10$", count: 30 },
  ];
  const points = Array.from({ length: 100 }, (_, n) => n / 100);
  const chosen = points.map((point) => chooseForm(forms, point));
  const countOf = (form: string) => chosen.filter((one) => one === form).length;
  expect([countOf("$2b$10$"), countOf("$6$"), countOf(CURRENT_FORM)]).toEqual([30, 10, 60]);
  const later = [
    { form: CURRENT_FORM, count: 70 },
    { form: "$2b$10$", count: 30 },
  ];
  points.forEach((point, index) => {
    const now = chooseForm(later, point);
    expect(now === chosen[index] || now === CURRENT_FORM).toBe(true);
  });
  expect(chooseForm([], 0)).toBe(CURRENT_FORM);
  expect(chooseForm([{ form: "$6$", count: 1 }], 0.999999)).toBe("$6$");
});

test("a name stands at one point, however it is typed, and names are spread over all", () => {
  expect(pointOf("e", "Ada@Example.com ")).toBe(pointOf("e", "ada@example.COM"));
  expect(pointOf("e", "ada@example.com")).not.toBe(pointOf("f", "ada@example.com"));
  const points = Array.from({ length: 2000 }, (_, n) => pointOf("e", `nobody-${n}@example.com`));
  expect(Math.min(...points)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...points)).toBeLessThan(1);
  const low = points.filter((point) => point < 0.25).length;
  expect(low).toBeGreaterThan(400);
  expect(low).toBeLessThan(600);
});

test("the job counts what each environment has, and forgets what is there no more", async () => {
  const a = await createTestEnvironment();
  const b = await createTestEnvironment();
  const hash = "$2y$10$LBLy29u1rVacz.55Jk6dv.0qcfTCKh56/WUzuUNv.9/hkuSyc24Dy";
  const users = [];
  for (const environmentId of [a.id, a.id, a.id, b.id]) {
    users.push(await createUserRow({ environmentId, password: "kestrel moss window" }));
  }
  const [first, second, third] = users;
  for (const user of [first, second]) {
    await db.password.update({ where: { userId: user?.id ?? "" }, data: { hash } });
  }
  await db.user.update({
    where: { id: third?.id ?? "" },
    data: { status: "deleted", deletedAt: new Date() },
  });
  const formsOf = async (environmentId: string) =>
    db.passwordForm.findMany({ where: { environmentId }, orderBy: { form: "asc" } });
  await countPasswordForms();
  expect(await formsOf(a.id)).toEqual([{ environmentId: a.id, form: "$2y$10$", count: 2 }]);
  expect(await formsOf(b.id)).toMatchObject([{ form: CURRENT_FORM, count: 1 }]);

  // Where all that there is is of one form, everybody gets that one.
  forgetForms();
  expect(hashFormOf(await findStandIn(a.id, "nobody@example.com"))).toBe("$2y$10$");
  expect(await findStandIn(a.id, "nobody@example.com")).toBe(await findStandIn(a.id, "nobody@example.com"));
  expect(hashFormOf(await findStandIn(b.id, "nobody@example.com"))).toBe(CURRENT_FORM);

  await db.password.updateMany({
    where: { userId: { in: users.map(({ id }) => id) } },
    data: { hash: "abJnggxhB/yWI" },
  });
  await countPasswordForms();
  expect(await formsOf(a.id)).toMatchObject([{ form: DES_FORM, count: 2 }]);
  forgetForms();
});

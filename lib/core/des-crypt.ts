// crypt(3) of the first Unixes: DES (FIPS 46-3), 25 times over a block of zeros, with the expansion disturbed by the salt.
// Blocks are arrays of bits; a hash takes about a millisecond, once in an account's life. The tables are the standard's.

type Bits = number[];

const table = (text: string): number[] => text.trim().split(/\s+/).map(Number);

const INITIAL = Array.from({ length: 64 }, (_, bit) => {
  const column = bit >> 3;
  return (column < 4 ? 58 + 2 * column : 57 + 2 * (column - 4)) - 8 * (bit & 7);
});
const FINAL = INITIAL.reduce<number[]>((inverse, from, to) => {
  inverse[from - 1] = to + 1;
  return inverse;
}, []);
const EXPANSION = Array.from({ length: 48 }, (_, bit) => {
  const from = 4 * Math.floor(bit / 6) + (bit % 6) - 1;
  return ((from + 32) % 32) + 1;
});
const PERMUTATION = table(`
  16 7 20 21 29 12 28 17 1 15 23 26 5 18 31 10
  2 8 24 14 32 27 3 9 19 13 30 6 22 11 4 25`);
const KEY_CHOICE_1 = table(`
  57 49 41 33 25 17 9 1 58 50 42 34 26 18 10 2 59 51 43 35 27 19 11 3 60 52 44 36
  63 55 47 39 31 23 15 7 62 54 46 38 30 22 14 6 61 53 45 37 29 21 13 5 28 20 12 4`);
const KEY_CHOICE_2 = table(`
  14 17 11 24 1 5 3 28 15 6 21 10 23 19 12 4 26 8 16 7 27 20 13 2
  41 52 31 37 47 55 30 40 51 45 33 48 44 49 39 56 34 53 46 42 50 36 29 32`);
const SHIFTS = table("1 1 2 2 2 2 2 2 1 2 2 2 2 2 2 1");
// Each line a box: four rows of sixteen outputs, a hexadecimal digit each.
const BOXES = [
  "e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06d",
  "f18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9",
  "a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c",
  "7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e",
  "2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453",
  "c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d",
  "4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23c",
  "d2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b",
].map((box) => [...box].map((digit) => Number.parseInt(digit, 16)));

const LETTERS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

const pick = (bits: Bits, places: number[]): Bits => places.map((place) => bits[place - 1] ?? 0);
const rotate = (bits: Bits, by: number): Bits => [...bits.slice(by), ...bits.slice(0, by)];

function keysOf(key: Bits): Bits[] {
  let left = pick(key, KEY_CHOICE_1).slice(0, 28);
  let right = pick(key, KEY_CHOICE_1).slice(28);
  return SHIFTS.map((by) => {
    left = rotate(left, by);
    right = rotate(right, by);
    return pick([...left, ...right], KEY_CHOICE_2);
  });
}

function substitute(bits: Bits): Bits {
  return BOXES.flatMap((box, index) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = bits.slice(index * 6, index * 6 + 6);
    const output = box[(a * 2 + f) * 16 + b * 8 + c * 4 + d * 2 + e] ?? 0;
    return [output >> 3, (output >> 2) & 1, (output >> 1) & 1, output & 1];
  });
}

function encipher(block: Bits, keys: Bits[], expansion: number[]): Bits {
  const start = pick(block, INITIAL);
  let left = start.slice(0, 32);
  let right = start.slice(32);
  for (const key of keys) {
    const mixed = pick(right, expansion).map((bit, index) => bit ^ (key[index] ?? 0));
    const change = pick(substitute(mixed), PERMUTATION);
    [left, right] = [right, left.map((bit, index) => bit ^ (change[index] ?? 0))];
  }
  return pick([...right, ...left], FINAL);
}

/** The 13 characters of crypt(3) with DES; `salt` begins with its two characters, as a whole hash does. */
export function desCrypt(password: string, salt: string): string {
  // The low seven bits of the first eight bytes, and an empty place for the parity.
  const bytes = Buffer.concat([Buffer.from(password), Buffer.alloc(8)]).subarray(0, 8);
  const key = [...bytes].flatMap((byte) => [6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1).concat(0));
  const expansion = [...EXPANSION];
  [...salt.slice(0, 2)].forEach((letter, index) => {
    const value = LETTERS.indexOf(letter);
    for (let bit = 0; bit < 6; bit += 1) {
      if (((value >> bit) & 1) === 0) continue;
      const one = index * 6 + bit;
      [expansion[one], expansion[one + 24]] = [expansion[one + 24] ?? 1, expansion[one] ?? 1];
    }
  });
  const keys = keysOf(key);
  let block: Bits = Array.from({ length: 64 }, () => 0);
  for (let round = 0; round < 25; round += 1) block = encipher(block, keys, expansion);
  const padded = [...block, 0, 0];
  const code = Array.from({ length: 11 }, (_, index) =>
    LETTERS.charAt(padded.slice(index * 6, index * 6 + 6).reduce((value, bit) => value * 2 + bit, 0)),
  );
  return salt.slice(0, 2) + code.join("");
}

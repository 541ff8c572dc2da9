// Sends the forms marked data-gatehouse-form to Gatehouse without leaving the page. Each first solves a small puzzle,
// which costs a person nothing and a flood of programs a lot. No dependencies, no cookies, nothing stored.
(() => {
  const BUSY = "Sending…";
  const FAILED = "This could not be sent. Try again in a moment.";
  const THANKS = "Thank you.";
  const CONFIRM = "Thank you. Please open the link in the mail that we send you, to confirm your address.";
  const WORKING_MS = 12;

  /** The first 32 bits of the fractional parts of a root of the first primes: the constants of SHA-256. */
  function rootsOfPrimes(count, root) {
    const words = [];
    for (let number = 2; words.length < count; number++) {
      let isPrime = true;
      for (let factor = 2; factor * factor <= number; factor++) if (number % factor === 0) isPrime = false;
      if (isPrime) words.push(((root(number) % 1) * 2 ** 32) | 0);
    }
    return words;
  }

  const ROUNDS = rootsOfPrimes(64, Math.cbrt);
  const START = rootsOfPrimes(8, Math.sqrt);
  const turn = (word, bits) => (word >>> bits) | (word << (32 - bits));
  const schedule = new Int32Array(64);

  /** Mixes one block of 64 bytes into the state (FIPS 180-4, 6.2.2). crypto.subtle is missing on plain http pages. */
  function mix(state, block) {
    for (let i = 0; i < 16; i++) schedule[i] = block.getInt32(i * 4);
    for (let i = 16; i < 64; i++) {
      const early = schedule[i - 15];
      const late = schedule[i - 2];
      const first = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
      const second = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      schedule[i] = schedule[i - 16] + first + schedule[i - 7] + second;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const choice = (e & f) ^ (~e & g);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + ROUNDS[i] + schedule[i];
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    return [a, b, c, d, e, f, g, h].map((word, i) => (word + state[i]) | 0);
  }

  /** The state after the whole blocks of a text that only has ASCII, and what is left of it. */
  function begin(text) {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const whole = bytes.length - (bytes.length % 64);
    let state = START;
    for (let at = 0; at < whole; at += 64) state = mix(state, new DataView(bytes.buffer, at, 64));
    return { state, rest: bytes.slice(whole), length: bytes.length };
  }

  /** The first 32 bits of SHA-256 of that text with these digits behind it. */
  function finish({ state, rest, length }, digits) {
    const used = rest.length + digits.length;
    const padded = new Uint8Array(used > 55 ? 128 : 64);
    padded.set(rest);
    for (let i = 0; i < digits.length; i++) padded[rest.length + i] = digits.charCodeAt(i);
    padded[used] = 0x80;
    new DataView(padded.buffer).setUint32(padded.length - 4, (length + digits.length) * 8);
    let end = state;
    for (let at = 0; at < padded.length; at += 64) end = mix(end, new DataView(padded.buffer, at, 64));
    return end[0];
  }

  /** Tries numbers until the hash begins with enough zero bits, in short stretches so that the page stays alive. */
  async function solve(challenge, difficulty) {
    const start = begin(`${challenge}:`);
    for (let number = 0; ; ) {
      const until = performance.now() + WORKING_MS;
      while (performance.now() < until) {
        for (const last = number + 50; number < last; number++) {
          if (Math.clz32(finish(start, String(number))) >= difficulty) return String(number);
        }
      }
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  async function ask(url, options) {
    const response = await fetch(url, { mode: "cors", credentials: "omit", ...options });
    const answer = await response.json();
    if (response.ok) return answer;
    throw new Error(Object.values(answer.error.fields ?? {})[0] ?? answer.error.message);
  }

  async function send(form) {
    const { challenge, difficulty } = await ask(form.getAttribute("action"));
    const fields = new URLSearchParams(
      [...new FormData(form)].filter(([, value]) => typeof value === "string"),
    );
    fields.set("challenge", challenge);
    fields.set("solution", await solve(challenge, difficulty));
    return ask(form.getAttribute("action"), { method: "POST", body: fields });
  }

  async function submit(event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-gatehouse-form")) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    const status = form.querySelector("[role=status]");
    const say = (text) => {
      if (status) status.textContent = text;
    };
    form.setAttribute("aria-busy", "true");
    say(BUSY);
    try {
      const { isConfirmationNeeded } = await send(form);
      form.reset();
      const { thanks = THANKS, confirm = CONFIRM } = form.dataset;
      say(isConfirmationNeeded ? confirm : thanks);
    } catch (error) {
      // A browser says nothing useful when the network, or the list of allowed sites, stands in the way.
      say(error instanceof TypeError || error instanceof SyntaxError ? FAILED : error.message);
    } finally {
      form.removeAttribute("aria-busy");
    }
  }

  addEventListener("submit", submit);
})();

import { Agent, type IncomingHttpHeaders, request } from "node:http";

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };
type Options = { method?: string; headers?: Record<string, string>; body?: string };

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request on a kept connection, read to the last byte; node:http, because fetch itself takes milliseconds. */
export function send(url: string, { method = "GET", headers = {}, body }: Options = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const outgoing = request(url, { method, agent, headers: { ...headers, ...length } }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    outgoing.on("error", (error) => {
      // A kept connection that the server closed at the same moment: the request never reached it.
      const isStale = outgoing.reusedSocket && "code" in error && error.code === "ECONNRESET";
      if (isStale) send(url, { method, headers, body }).then(resolve, reject);
      else reject(error);
    });
    outgoing.end(body);
  });
}

/** As `send`, but anything other than 200 is an error. */
export async function fetchPage(url: string, headers: Record<string, string>): Promise<string> {
  const answer = await send(url, { headers });
  if (answer.status !== 200)
    throw new Error(`${url} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  return answer.text;
}

/** A browser without a screen: keeps cookies, follows redirects within the site, posts forms. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly origin: string,
    private readonly address: string,
  ) {}

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** Where the redirects end: the last page of the site, or the first address outside of it. */
  async open(path: string, form?: Record<string, string>): Promise<{ url: URL; answer: Answer }> {
    let url = new URL(path, this.origin);
    let answer = await this.step(url, form);
    for (let hops = 0; answer.status >= 300 && answer.status < 400 && hops < 20; hops += 1) {
      url = new URL(answer.headers.location ?? "", url);
      if (url.origin !== this.origin) break;
      answer = await this.step(url);
    }
    return { url, answer };
  }

  /** One request, without following where it leads. */
  async step(url: URL, form?: Record<string, string>): Promise<Answer> {
    const headers: Record<string, string> = {
      cookie: this.cookieHeader,
      "x-forwarded-for": this.address,
      "user-agent": "Gatehouse bench",
      ...(form && { origin: this.origin, "content-type": "application/x-www-form-urlencoded" }),
    };
    const body = form && new URLSearchParams(form).toString();
    const answer = await send(url.href, { method: form ? "POST" : "GET", headers, body });
    for (const line of answer.headers["set-cookie"] ?? []) {
      const [pair = ""] = line.split(";");
      const separator = pair.indexOf("=");
      const [name, value] = [pair.slice(0, separator), pair.slice(separator + 1)];
      if (value && !/expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return answer;
  }
}

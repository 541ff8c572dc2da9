import "server-only";
import { lookup as dnsLookup } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1024;

// What is not the public internet: loopback, private, link-local (the cloud's own data), shared and reserved.
const inner = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  inner.addSubnet(net, bits, "ipv4");
}
for (const [net, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  inner.addSubnet(net, bits, "ipv6");
}

/** Whether an address lies inside a network of ours; also when written as IPv6 around an IPv4. */
export function isInnerAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return inner.check(mapped, "ipv4");
  const family = isIP(address);
  return family === 0 || inner.check(address, family === 4 ? "ipv4" : "ipv6");
}

/** A request that was not made, because it would have gone inside a private network. */
export class InnerAddressError extends Error {}

type Outbound = {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  allowsInner: boolean;
};

export type OutboundAnswer = { status: number; headers: Record<string, string>; body: string };

/**
 * Makes a request to an address that somebody has configured. Redirects are not followed, the answer is read up to a limit and
 * for ten seconds, and the address is judged where it is connected to, so that a name cannot lead inside afterwards.
 */
export function requestOutside(
  url: string,
  { method = "GET", headers, body, allowsInner }: Outbound,
): Promise<OutboundAnswer> {
  const target = new URL(url);
  const literal = target.hostname.replace(/^\[|\]$/g, "");
  if (!allowsInner && isIP(literal) && isInnerAddress(literal)) {
    return Promise.reject(new InnerAddressError("The address lies inside a private network."));
  }
  const send = target.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(target, {
      method,
      headers,
      lookup: allowsInner ? undefined : publicLookup,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) response.destroy(new Error("The answer is too long."));
        else parts.push(chunk);
      });
      response.on("error", reject);
      response.on("end", () => {
        const pairs = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(pairs),
          body: Buffer.concat(parts).toString("utf8"),
        });
      });
    });
    request.end(body);
  });
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    if (addresses.some(({ address }) => isInnerAddress(address))) {
      return callback(new InnerAddressError("The name leads inside a private network."), []);
    }
    const [first] = addresses;
    if (options.all || !first) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

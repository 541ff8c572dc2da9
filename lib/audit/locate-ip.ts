import "server-only";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { BlockList, isIP } from "node:net";
import { type CountryResponse, Reader } from "mmdb-lib";

const privateRanges = new BlockList();
for (const [network, prefix] of [
  ["10.0.0.0", 8],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  privateRanges.addSubnet(network, prefix, "ipv4");
}
privateRanges.addAddress("::1", "ipv6");
privateRanges.addSubnet("fc00::", 7, "ipv6");
privateRanges.addSubnet("fe80::", 10, "ipv6");

let reader: Reader<CountryResponse> | undefined;

/** The country of an address as ISO 3166-1 alpha-2, "local" for a private one, null when unknown. */
export function locateIp(ip: string | null): string | null {
  const version = ip ? isIP(ip) : 0;
  if (!ip || version === 0) return null;
  if (privateRanges.check(ip, version === 6 ? "ipv6" : "ipv4")) return "local";
  reader ??= new Reader(
    readFileSync(
      createRequire(`${process.cwd()}/package.json`).resolve(
        "@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb",
      ),
    ),
  );
  // This table's records are flat: { country_code: "NZ" }.
  const found: unknown = reader.get(ip);
  const code = found && typeof found === "object" && "country_code" in found ? found.country_code : null;
  return typeof code === "string" && /^[A-Z]{2}$/.test(code) ? code : null;
}

import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // oidc-provider reads its own class names; the others load native code or files beside their source.
  serverExternalPackages: [
    "oidc-provider",
    "graphile-worker",
    "pino",
    "mmdb-lib",
    "@ip-location-db/geo-whois-asn-country-mmdb",
    "@node-rs/argon2",
    "nodemailer",
    "pg",
  ],
  experimental: { optimizePackageImports: ["lucide-react", "radix-ui"] },
};

export default config;

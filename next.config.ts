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
  // Browsers ask for it where they have not read a page's own icon yet, and a page that says "not found" is no answer.
  redirects: async () => [{ source: "/favicon.ico", destination: "/icon.svg", permanent: false }],
  experimental: { optimizePackageImports: ["lucide-react", "radix-ui"] },
};

export default config;

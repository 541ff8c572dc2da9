import { SeededRandom } from "./seeded-random";

// First two numbers of large public networks in some twenty countries; the rest of an address is made up.
const NETWORKS =
  "49.224 101.98 1.128 24.48 73.12 99.224 81.2 86.150 90.3 79.192 93.32 83.32 95.90 88.88 77.250 177.32 " +
  "41.13 41.190 105.112 117.192 106.51 126.12 133.32 118.32 175.208 14.160 110.136 185.28 5.29 212.58 46.39";
const LOCAL = ["10.0.4.17", "10.0.4.32", "192.168.1.20"];

/** Some 4,000 addresses of many countries, and a few of a private network. */
export const MADE_UP_ADDRESSES: string[] = (() => {
  const random = new SeededRandom(77);
  const networks = NETWORKS.split(" ");
  const far = Array.from({ length: 4000 }, (_, index) => {
    const network = networks[index % networks.length];
    return `${network}.${random.below(256)}.${1 + random.below(254)}`;
  });
  return [...LOCAL, ...far];
})();

/** What common browsers and phones say of themselves. */
export const USER_AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0",
] as const;

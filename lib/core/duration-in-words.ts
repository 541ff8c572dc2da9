/** "1 minute", "5 minutes": a whole number of minutes, hours or days as it stands in a sentence. */
export function durationInWords(count: number, unit: "minute" | "hour" | "day"): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

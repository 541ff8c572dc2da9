import "server-only";
import pino from "pino";

/** The process's log: JSON lines. Log ids, never names, addresses, secrets or bodies. */
export const logger = pino({
  level: process.env.LOG_LEVEL || "info",
  base: undefined,
  redact: {
    paths: [
      "password",
      "secret",
      "token",
      "code",
      "*.password",
      "*.secret",
      "*.token",
      "*.code",
      "*.cookie",
      "*.authorization",
    ],
    censor: "[removed]",
  },
});

import { z } from "zod";

const secret = z.string().min(32, "must have at least 32 characters");
const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  );
const optional = z.string().trim().min(1).optional();

const schema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(500).default(20),
    GATEHOUSE_SECRET: secret,
    GATEHOUSE_PREVIOUS_SECRETS: list,
    GATEHOUSE_OWNER_EMAIL: z.email().optional(),
    GATEHOUSE_OWNER_PASSWORD: optional,
    GATEHOUSE_BUSINESS_NAME: optional,
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    MAIL_FROM: z.string().default("Gatehouse <no-reply@localhost>"),
    SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
    SMS_TOKEN: optional,
    SMS_ALLOW_PRIVATE_ADDRESS: z.stringbool().default(false),
    CONNECTION_ALLOW_PRIVATE_ADDRESS: z.stringbool().default(false),
    TRUSTED_PROXIES: list,
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .transform((values) => ({
    ...values,
    BASE_URL: (values.BASE_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ""),
  }));

export type Env = z.output<typeof schema>;

let loaded: Env | undefined;

/** The settings of this process, validated once; throws an Error that names each bad variable. */
export function env(): Env {
  loaded ??= readEnv(process.env);
  return loaded;
}

/** Validates settings given as plain variables; an empty value counts as not given. */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`These settings need mending:\n${lines.join("\n")}`);
}

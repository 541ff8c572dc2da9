import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { RequestInfo } from "@/lib/core/context";
import { keyedHash } from "@/lib/core/crypto";
import { db, inTransaction } from "@/lib/core/db";
import { toClaims } from "@/lib/core/identity-claim";
import { countUse } from "@/lib/core/rate-limit";
import { sendMail } from "@/lib/mail/send-mail";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { findConnectionWords } from "./find-connection-words";
import type { Flow } from "./find-flow";
import { codeMail, isCodeAllowed, keepCode, TOO_MANY_CODES } from "./flow-code";
import { flowContext } from "./flow-context";
import { NOTHING_PROVEN } from "./flow-state";
import { strangerSubject } from "./reserve-attempt";
import { saveFlow } from "./save-flow";

const MAILS_BY_USER = { limit: 10, windowSeconds: 60 * 60 };
// Nobody's address: RFC 2606 keeps this name from ever existing.
const NOBODY = "nobody@nowhere.invalid";

/** For who did not ask for the code themselves. */
export const PASSWORD_WAS_RESET =
  "Your password was reset. Enter the code from your mail, then choose a new one.";

type Account = { userId: string; identityId: string; emailId: string | null; email: string | null };

/**
 * Mails a code for a new password to the account's verified address. A stranger, and an account that cannot get mail,
 * take the same way: the same statements, the same answer, a code that nothing fits.
 */
export async function requestPasswordReset(
  flow: Flow,
  request: RequestInfo,
  { identifier }: { identifier: string },
  notice?: string,
): Promise<Flow> {
  const elsewhere = await findConnectionWords(flow, identifier);
  if (elsewhere) {
    return saveFlow(flow, {
      values: { ...flow.state.values, identifier },
      errors: { identifier: elsewhere },
    });
  }
  const learned = {
    // The lock after wrong passwords does not bar its owner's way out; wrong codes have a lock of their own.
    ...NOTHING_PROVEN,
    intent: "recover",
    identifier,
    isRecoverySent: true,
    userId: null,
    values: { ...flow.state.values, identifier },
  } as const;
  const named = strangerSubject(identifier);
  if (!(await isCodeAllowed(flow, request, named))) {
    const isWaiting = flow.state.intent === "recover" && flow.state.identifier === identifier;
    return saveFlow(flow, {
      ...(isWaiting ? {} : { values: learned.values }),
      errors: { form: TOO_MANY_CODES },
    });
  }
  const account = await findAccount(flow, identifier);
  const mailbox = keyedHash(account?.userId ?? named, "rate limit");
  const isFew = await countUse(`resets-by-user:${flow.environment.id}:${mailbox}`, MAILS_BY_USER);
  const recipient = isFew && account?.email ? account.email : null;
  const from = await getBusinessName();
  const name = flow.state.application?.name ?? from;
  const ctx = flowContext(flow, request, account?.userId ?? null);
  return inTransaction(ctx, async (tx) => {
    const code = await keepCode(tx, flow, {
      purpose: "reset_password",
      userId: account?.userId ?? null,
      isFitting: recipient !== null,
    });
    const message = codeMail(recipient ?? NOBODY, code, flow, { name, from });
    const messageId = await sendMail(tx, flow.environment.id, message);
    // A statement for everybody, though it finds only the letter to nobody: so the time it takes tells nothing either.
    await tx.outboxMessage.deleteMany({ where: { id: messageId, recipient: NOBODY } });
    await recordEvent(tx, ctx, {
      type: "user.password_reset_requested",
      target: account ? { type: "user", id: account.userId } : undefined,
      reason: account ? (recipient ? undefined : "No mail was sent") : "No account of this name",
    });
    const { identityId, emailId } = account ?? {};
    return saveFlow(flow, { ...learned, identityId, recoveryIdentityId: emailId ?? undefined, notice }, tx);
  });
}

async function findAccount(flow: Flow, identifier: string): Promise<Account | undefined> {
  const claims = toClaims(identifier);
  const [account] = await db.$queryRaw<Account[]>`
    SELECT u.id AS "userId", i.id AS "identityId", mailbox.id AS "emailId", mailbox.value AS email
    FROM unnest(${claims.map((claim) => claim.type)}::identity_type[], ${claims.map((claim) => claim.claim)}::text[])
      WITH ORDINALITY AS c(type, claim, rank)
    JOIN identity i ON i.environment_id = ${flow.environment.id}::uuid AND i.type = c.type AND i.claim = c.claim
    JOIN app_user u ON u.id = i.user_id AND u.status <> 'deleted'
    LEFT JOIN LATERAL (
      SELECT e.id, e.value FROM identity e
      WHERE e.user_id = u.id AND e.type = 'email' AND e.verified_at IS NOT NULL AND e.claim IS NOT NULL
      ORDER BY e.id = i.id DESC, e.is_primary DESC, e.id LIMIT 1
    ) mailbox ON true
    ORDER BY c.rank LIMIT 1`;
  return account;
}

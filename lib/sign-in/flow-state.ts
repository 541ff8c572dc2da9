import { z } from "zod";
import { MFA_METHODS } from "@/lib/mfa/schema";
import { NEEDED_STEPS, REFUSALS } from "./sign-in-rules";

/** What the steps of one sign-in or sign-up have learned so far; kept in the flow's row. */
export const flowStateSchema = z.object({
  intent: z.enum(["sign-in", "sign-up", "recover", "organization"]),
  /** What the application asked for: the organization of this code, or a new one, under this name if it has one. */
  orgCode: z.string().optional(),
  isOrganizationWanted: z.boolean().optional(),
  orgName: z.string().optional(),
  /** What was typed as email, username or phone. */
  identifier: z.string().optional(),
  /** The connection that the sign-in goes through: chosen, asked for, or that of the typed address. */
  connection: z.object({ id: z.string(), key: z.string(), name: z.string() }).optional(),
  /** What went along to its provider, until the answer comes: it is good once. */
  upstream: z.object({ state: z.string(), nonce: z.string(), verifier: z.string() }).optional(),
  identityId: z.string().optional(),
  isPasswordRight: z.boolean().optional(),
  /** How the first proof was made. */
  method: z.enum(["password", "code", "passkey", "connection"]).optional(),
  /** What `judgeSignIn` found last: why it is refused, or which step is left. */
  refusal: z.enum(REFUSALS).optional(),
  need: z.enum(NEEDED_STEPS).optional(),
  /** Set by `completeSignIn` alone, together with the event; without it no flow is finished. */
  isCompleted: z.boolean().optional(),
  /** When that was: whatever ended the user's sessions since then ended this sign-in as well. */
  completedAt: z.iso.datetime().optional(),
  /** The organization that the sign-in is for: picked by the user, or settled when it was completed. */
  chosenOrgCode: z.string().optional(),
  lockedUntil: z.iso.datetime().optional(),
  /** What is locked until then. */
  lockOf: z.enum(["sign-in", "reset-codes", "second-factors"]).optional(),
  /** The address has to prove itself before the account may sign in. */
  isCodeNeeded: z.boolean().optional(),
  isCodeRight: z.boolean().optional(),
  /** After a temporary password. */
  isNewPasswordNeeded: z.boolean().optional(),
  /** When the first proof was made, if more is needed: what ends sessions later ends that proof too. */
  provenAt: z.iso.datetime().optional(),
  /** The second factor that was proven, by whom and for which organization (null: the environment). */
  mfaProof: z
    .object({
      userId: z.string(),
      scope: z.string().nullable(),
      by: z.enum([...MFA_METHODS, "recovery_code"]),
    })
    .optional(),
  /** The organization that the sign-in is for, whose own second factor may be asked for. */
  mfaOrganizationId: z.string().optional(),
  /** The method that is being proven or set up; a key that is not kept yet is encrypted. */
  mfaChoice: z
    .object({
      method: z.enum([...MFA_METHODS, "recovery_code"]),
      sealedSecret: z.string().optional(),
      contact: z.string().optional(),
    })
    .optional(),
  /** The user wants to change their methods, which they may once one of them is proven in this flow. */
  isManagingMethods: z.boolean().optional(),
  /** What the browser was asked about a passkey, with the challenge that it has to answer. */
  passkeyOptions: z.string().optional(),
  /** New recovery codes, encrypted, until the user says that they are kept. */
  sealedRecoveryCodes: z.string().optional(),
  /** A code for a new password is on its way, if there is an account; then that it was typed. */
  isRecoverySent: z.boolean().optional(),
  isRecoveryProven: z.boolean().optional(),
  /** The address that the code went to: who loses it loses what was proven by it. */
  recoveryIdentityId: z.string().optional(),
  /** The account to be made once its address is proven: encrypted, as it holds a password's hash. */
  sealedSignUp: z.string().optional(),
  /** What the form shows again, and a sentence for each of its fields ("form": for all of it). */
  values: z.record(z.string(), z.string()).default({}),
  errors: z.record(z.string(), z.string()).default({}),
  notice: z.string().optional(),
  application: z.object({ name: z.string(), url: z.string().nullable() }).optional(),
});

export type FlowState = z.output<typeof flowStateSchema>;

/** What a flow forgets about second factors when somebody else is at work in it. */
export const NO_MFA = {
  mfaProof: undefined,
  mfaOrganizationId: undefined,
  mfaChoice: undefined,
  isManagingMethods: undefined,
  passkeyOptions: undefined,
  sealedRecoveryCodes: undefined,
} as const satisfies Partial<FlowState>;

/** What a flow forgets when somebody begins anew in it: every proof, and all that was judged from one. */
export const NOTHING_PROVEN = {
  connection: undefined,
  upstream: undefined,
  identityId: undefined,
  isPasswordRight: false,
  isCodeNeeded: false,
  isCodeRight: false,
  isNewPasswordNeeded: false,
  isRecoverySent: false,
  isRecoveryProven: false,
  recoveryIdentityId: undefined,
  method: undefined,
  refusal: undefined,
  need: undefined,
  isCompleted: undefined,
  chosenOrgCode: undefined,
  sealedSignUp: undefined,
  lockedUntil: undefined,
  lockOf: undefined,
  ...NO_MFA,
} as const satisfies Partial<FlowState>;

/** For a flow whose proof is worth nothing any more, because an admin or its user was a moment quicker. */
export const START_AGAIN = {
  ...NOTHING_PROVEN,
  intent: "sign-in",
  identifier: undefined,
  errors: { form: "Your account was changed in the meantime. Sign in once more." },
} as const satisfies Partial<FlowState>;

import "server-only";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { z } from "zod";
import { env } from "@/lib/core/env";

// ES256, RS256 and EdDSA: what devices have. The library would ask for others that this runtime only tries out.
const ALGORITHMS = [-7, -257, -8];

export type StoredPasskey = {
  credentialId: string;
  publicKey: Uint8Array;
  counter: bigint;
  transports: string[];
};

/** Passkeys belong to the host that the business is reached at. */
function relyingParty(): { rpID: string; expectedOrigin: string } {
  const { hostname, origin } = new URL(env().BASE_URL);
  return { rpID: hostname, expectedOrigin: origin };
}

/** What a browser is asked to make a new passkey with; those that the user has already are left out. */
export async function registrationOptions(
  user: { id: string; name: string },
  { business, known }: { business: string; known: StoredPasskey[] },
): Promise<string> {
  const options = await generateRegistrationOptions({
    rpName: business,
    rpID: relyingParty().rpID,
    userName: user.name,
    userDisplayName: user.name,
    userID: new TextEncoder().encode(user.id),
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return JSON.stringify(options);
}

/** What a browser is asked to prove a passkey with: one of these, or without any of whoever sits there. */
export async function assertionOptions(known?: StoredPasskey[]): Promise<string> {
  const options = await generateAuthenticationOptions({
    rpID: relyingParty().rpID,
    userVerification: "required",
    allowCredentials: known?.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
  return JSON.stringify(options);
}

const optionsShape = z.object({ challenge: z.string() });
const answerShape = z.looseObject({ id: z.string().max(2000), response: z.looseObject({}) });

/** The id of the passkey that an answer of a browser claims to be of; null when it is no such answer. */
export function credentialIdIn(answer: string): string | null {
  return parseAnswer(answer)?.id ?? null;
}

function parseAnswer(answer: string): z.output<typeof answerShape> | null {
  try {
    return answerShape.safeParse(JSON.parse(answer)).data ?? null;
  } catch {
    return null;
  }
}

/** Checks that a new passkey answers the challenge of these options, here, with its user verified; null when it does not. */
export async function verifyRegistration(options: string, answer: string): Promise<StoredPasskey | null> {
  const { rpID, expectedOrigin } = relyingParty();
  const parsed = parseAnswer(answer);
  if (!parsed) return null;
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      // The library checks every part of it.
      response: parsed as unknown as RegistrationResponseJSON,
      expectedChallenge: optionsShape.parse(JSON.parse(options)).challenge,
      expectedOrigin,
      expectedRPID: rpID,
      supportedAlgorithmIDs: ALGORITHMS,
      requireUserVerification: true,
    });
    if (!verified) return null;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return { credentialId: id, publicKey, counter: BigInt(counter), transports };
  } catch {
    return null;
  }
}

/** Checks that a known passkey answers the challenge of these options; gives its new counter, or null. */
export async function verifyAssertion(
  options: string,
  answer: string,
  passkey: StoredPasskey,
): Promise<bigint | null> {
  const { rpID, expectedOrigin } = relyingParty();
  const parsed = parseAnswer(answer);
  if (!parsed || parsed.id !== passkey.credentialId) return null;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      // The library checks every part of it.
      response: parsed as unknown as AuthenticationResponseJSON,
      expectedChallenge: optionsShape.parse(JSON.parse(options)).challenge,
      expectedOrigin,
      expectedRPID: rpID,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: Number(passkey.counter),
        transports: passkey.transports,
      },
      requireUserVerification: true,
    });
    return verified ? BigInt(authenticationInfo.newCounter) : null;
  } catch {
    return null;
  }
}

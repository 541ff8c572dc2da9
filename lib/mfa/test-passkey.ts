import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { env } from "@/lib/core/env";

type Options = { origin?: string; isVerified?: boolean; counter?: number };

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();
const base64url = (data: Uint8Array | string) => Buffer.from(data).toString("base64url");

/** A device with one passkey, for tests: it answers as a browser would (WebAuthn Level 3, attestation none, ES256). */
export class TestPasskey {
  readonly id = randomBytes(32);
  private readonly pair = generateKeyPairSync("ec", { namedCurve: "P-256" });

  /** The answer to a wish for a new passkey. */
  register(options: string, given: Options = {}): string {
    const { x = "", y = "" } = this.pair.publicKey.export({ format: "jwk" });
    const key = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, "base64url"))],
        [-3, new Uint8Array(Buffer.from(y, "base64url"))],
      ]),
    );
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.id, key]);
    const authData = this.authenticatorData(0x40, given, attested);
    const attestationObject = isoCBOR.encode(
      new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", new Uint8Array(authData)],
      ]) as Parameters<typeof isoCBOR.encode>[0],
    );
    const clientDataJSON = this.clientData("webauthn.create", options, given);
    return this.answer({
      clientDataJSON: base64url(clientDataJSON),
      attestationObject: base64url(attestationObject),
      transports: ["internal"],
    });
  }

  /** The answer to a wish for a proof. */
  assert(options: string, given: Options = {}): string {
    const authData = this.authenticatorData(0, given);
    const clientDataJSON = this.clientData("webauthn.get", options, given);
    const signature = createSign("sha256")
      .update(Buffer.concat([authData, sha256(clientDataJSON)]))
      .sign(this.pair.privateKey);
    return this.answer({
      clientDataJSON: base64url(clientDataJSON),
      authenticatorData: base64url(authData),
      signature: base64url(signature),
    });
  }

  private authenticatorData(
    flags: number,
    { isVerified = true, counter = 0 }: Options,
    rest = Buffer.alloc(0),
  ) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const { hostname } = new URL(env().BASE_URL);
    return Buffer.concat([
      sha256(hostname),
      Buffer.from([flags | 0x01 | (isVerified ? 0x04 : 0)]),
      count,
      rest,
    ]);
  }

  private clientData(
    type: string,
    options: string,
    { origin = new URL(env().BASE_URL).origin }: Options,
  ): string {
    return JSON.stringify({ type, challenge: JSON.parse(options).challenge, origin, crossOrigin: false });
  }

  private answer(response: object): string {
    const id = base64url(this.id);
    return JSON.stringify({ id, rawId: id, type: "public-key", clientExtensionResults: {}, response });
  }
}

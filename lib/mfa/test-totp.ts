import { generate } from "otplib";

/** For tests: the code of an authenticator app, so many steps of 30 seconds away from now. */
export function totpOf(secret: string, steps = 0): Promise<string> {
  return generate({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });
}

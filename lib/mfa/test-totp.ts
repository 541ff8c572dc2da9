import { generate } from "otplib";

/**
 * For tests: the code of an authenticator app, so many steps of 30 seconds after now. Now's and the next one are taken for
 * half a minute at least; one of the step before would be too old as soon as the next step begins.
 */
export function totpOf(secret: string, steps: 0 | 1 | 500 = 0): Promise<string> {
  return generate({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });
}

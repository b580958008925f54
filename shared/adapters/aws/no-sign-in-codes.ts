import { InvalidInput } from "#shared/kernel/errors.ts";
import type { SignInCodes } from "#shared/ports/sign-in-codes.ts";

function refuse(): never {
  throw new InvalidInput("there are no sign-in links on AWS: sign in with an API key");
}

/** Functions come and go with their memory, where codes would be. */
export const noSignInCodes: SignInCodes = { make: refuse, redeem: refuse };

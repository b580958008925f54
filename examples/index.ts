import { abandonedCart } from "./abandoned-cart/sequence.ts";
import { onboarding } from "./onboarding/sequence.ts";
import { renewal } from "./renewal/sequence.ts";
import { trial } from "./trial/sequence.ts";
import { welcome } from "./welcome/sequence.ts";
import { winBack } from "./win-back/sequence.ts";

/** Six sequences as code, by their ids; the folder of that name holds what they send. */
export const examples = {
  welcome,
  trial,
  "abandoned-cart": abandonedCart,
  "win-back": winBack,
  renewal,
  onboarding,
};

import { type DateText, defineWorkspace } from "dripstack";

/**
 * What all the examples know of people, and what people do: a small maker of software with a shop
 * beside it.
 */
type Studio = {
  attributes: {
    first_name: string;
    plan: "free" | "trial" | "pro";
    seats: number;
    stage: "onboarding" | "active" | "dormant";
    source: string;
    /** How the customer database rates a customer, from 0 to 100. */
    health: number;
    trial_ends: DateText;
    renews_at: DateText;
    renewal_price: number;
    card_expires: DateText;
  };
  events: {
    signed_up: { source?: string };
    project_created: { name: string; template?: string };
    onboarded: { source: string };
    upgraded: { plan: string; amount: number };
    cancelled: { reason?: string };
    cart_updated: { cart_id: string; items: number; total: number };
    ordered: { cart_id: string; total: number };
  };
  segments: "lapsed";
  sequences: "welcome" | "trial" | "abandoned-cart" | "win-back" | "renewal" | "onboarding";
};

export const { sequence, condition } = defineWorkspace<Studio>();

import { type DateText, defineWorkspace, type NoFields } from "dripstack";

/** A workspace of a shop: the names that its sequences may use. */
export type Shop = {
  attributes: {
    plan: "free" | "pro";
    seats: number;
    nick?: string;
    happy: boolean;
    tags: string[];
    trial_ends: DateText;
  };
  events: {
    signed_up: NoFields;
    ordered: { cart_id: string; total: number; coupon?: string };
    cart_left: { cart_id: string; size: number; owner?: { name: string; born: { year: number } } };
  };
  templates: "hello" | "bye";
  segments: "vip";
  sequences: "other";
};

export const { sequence, condition } = defineWorkspace<Shop>();

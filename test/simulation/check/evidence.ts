import type { Journal } from "../journal.ts";
import type { Stop } from "../operator.ts";
import type { Call, Rate } from "../provider.ts";

/** A message as it is stored; the checker's own view of it, not the engine's types. */
export type StoredMail = {
  id: string;
  contact: string;
  /** Of a sequence's mail; both are empty for one that the API was asked for. */
  run: string;
  step: string;
  sequence: string;
  /** The Idempotency-Key of the request that asked for it; empty for a sequence's mail. */
  request: string;
  status: string;
  reason?: string;
  bornAt: number;
};

/** A person as they are stored at the end. */
export type StoredContact = {
  id: string;
  email: string;
  erased: boolean;
  /** Message rows, enrollments and the like that an erased person still has. */
  leftovers: number;
  sequences: Set<string>;
  isFinished: boolean;
  /** Steps of the welcome sequence of which there is a mail. */
  welcomeMails: number;
};

/** Everything that may be known from outside: the provider's log, the stored facts, and what people did. */
export type Evidence = {
  calls: Call[];
  rates: Rate[];
  mails: StoredMail[];
  contacts: StoredContact[];
  /** Decided and without a row when all was over, and dead letters. */
  stranded: string[];
  journal: Journal;
  stops: Stop[];
  /** Contact → turn at which it was answered. */
  unsubscribed: Map<string, number>;
  suppressed: Map<string, number>;
  erased: Map<string, number>;
  erasedAddresses: Set<string>;
  /** Addresses: what is suppressed is the address, for whoever has it. */
  unsubscribedAddresses: Set<string>;
  suppressedAddresses: Set<string>;
  /** Addresses of which a bounce or a complaint was reported. */
  unwilling: Set<string>;
  /** Contacts who cancelled an order, and addresses whose order was accepted. */
  cancelled: Set<string>;
  ordered: Set<string>;
  /** For each Idempotency-Key, the message ids that it was answered with. */
  asked: Map<string, Set<string>>;
  /** Mails whose claimant died or whose answer was lost. */
  doubtful: Set<string>;
  /** Mails of which feedback came. */
  reported: Set<string>;
};

/** Says what is wrong, in words; counts one. */
export type Fault = (text: string) => number;

export const contactOf = (messageId: string) => messageId.split("_").slice(0, 2).join("_");

export const transactionalIds = ({ mails }: Evidence): Set<string> =>
  new Set(mails.filter(({ request }) => request).map(({ id }) => id));

import type { Journal } from "../journal.ts";
import type { Edit, Stop } from "../operator.ts";
import type { Put } from "../people.ts";
import { BY_SEND_KEY } from "../people.ts";
import type { Call, Rate } from "../provider.ts";
import type { Receipt } from "../receiver.ts";
import type { RunJournal } from "../run-journal.ts";

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
  /** Whether it went to the team. */
  isTeam: boolean;
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
  attributes: Record<string, unknown>;
  /** What happened and was not taken in. */
  pending: number;
  /** As the person's row says; undefined until it was evaluated. */
  isFan: boolean | undefined;
  /** When they tapped, by the raw events. */
  taps: number[];
  /** Steps of the welcome sequence of which there is a mail. */
  welcomeMails: number;
};

type StoredStep = { kind: string; next?: string | null; otherwise?: string | null } & Record<
  string,
  unknown
>;
/** A published version, as it is stored. */
export type StoredDefinition = {
  start: string;
  steps: Record<string, StoredStep>;
  settings: { quietHours?: { from: string; to: string } };
};

export type StepRequest = { id: string; origin: { run: string; step: string; visit: number } };

/**
 * Everything that may be known from outside: the provider's log, the stored facts, and what people
 * did.
 */
export type Evidence = {
  calls: Call[];
  rates: Rate[];
  mails: StoredMail[];
  contacts: StoredContact[];
  /** Decided and without a row when all was over, and dead letters. */
  stranded: string[];
  journal: Journal;
  runs: RunJournal;
  /** `sequence#version` → what was published. */
  definitions: Map<string, StoredDefinition>;
  receipts: Receipt[];
  /** Requests that were handed over, each time. */
  requests: StepRequest[];
  /** Who is listed as a member of the segment. */
  members: string[];
  /** When all was over. */
  now: number;
  stops: Stop[];
  edits: Edit[];
  /** Contact → turn at which it was answered. */
  unsubscribed: Map<string, number>;
  suppressed: Map<string, number>;
  erased: Map<string, number>;
  erasedAddresses: Set<string>;
  /** Addresses: what is suppressed is the address, for every contact that has it. */
  unsubscribedAddresses: Set<string>;
  suppressedAddresses: Set<string>;
  /** Addresses of which a bounce or a complaint was reported. */
  unwilling: Set<string>;
  /** Contacts who cancelled an order, and addresses whose order was accepted. */
  cancelled: Set<string>;
  ordered: Set<string>;
  /**
   * Addresses whose asking for a tour was accepted, and what was asked to be changed about
   * contacts.
   */
  toured: Set<string>;
  puts: Put[];
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

/**
 * Of those that may reach who unsubscribed: what a key asks for that may only send is not among
 * them.
 */
export const transactionalIds = ({ mails }: Evidence): Set<string> =>
  new Set(
    mails
      .filter(({ request }) => request !== "" && !request.startsWith(BY_SEND_KEY))
      .map(({ id }) => id),
  );

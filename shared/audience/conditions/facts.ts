/** An event as conditions see it. */
export type ContactEvent = {
  at: number;
  /** Its order within the millisecond, default 0. */
  ordinal?: number | undefined;
  /** For a message event, the message's id. */
  id?: string | undefined;
  data: Record<string, unknown>;
};

/** Built-in fields, separate from attributes, which may have the same names. */
export const CONTACT_FIELDS = ["email", "locale", "timeZone", "createdAt"] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

/** The facts about a contact that conditions read. */
export type Facts = {
  attributes: Record<string, unknown>;
  /** When listened-to attributes last changed (epoch milliseconds). */
  changedAt?: Record<string, number> | undefined;
  /** Null when unknown; `createdAt` as an ISO 8601 instant. */
  field: (name: ContactField) => string | null;
  /** The IANA zone of dates without a time; one that this runtime knows (`zoneOf`). */
  zone: string;
  /**
   * Events of a name, newest first, as many as the condition needs; with `since` (epoch
   * milliseconds), at least all from then on.
   */
  events: (name: string, since?: number) => readonly ContactEvent[];
  /** Data of the event that started the run; absent outside a run. */
  entry?: Record<string, unknown>;
  /** Whether an event counts since the run's entry; absent outside a run. */
  sinceEntry?: (event: ContactEvent) => boolean;
  /** The segments that the contact is in. */
  segments: ReadonlySet<string>;
  subscribed: boolean;
  /** The suppression reason; null when mail may be sent. */
  suppressed: string | null;
};

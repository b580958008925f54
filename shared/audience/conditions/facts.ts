/** Something that happened, with the fields that conditions may ask for. */
export type ContactEvent = {
  at: number;
  /** Its place among what happened in that millisecond, 0 where it is left out. */
  ordinal?: number | undefined;
  /** Of an event about a mail, the mail's. */
  id?: string | undefined;
  data: Record<string, unknown>;
};

/** What every contact has besides its attributes, whose names may be the same. */
export const CONTACT_FIELDS = ["email", "locale", "timeZone", "createdAt"] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

/** What a condition may know of a person. */
export type Facts = {
  attributes: Record<string, unknown>;
  /**
   * When the attributes that a sequence or segment listens to were set last (epoch milliseconds).
   */
  changedAt?: Record<string, number> | undefined;
  /** Null where it is not known; `createdAt` as an ISO 8601 instant. */
  field: (name: ContactField) => string | null;
  /** The IANA zone in which a date without a time begins; one that this runtime knows (`zoneOf`). */
  zone: string;
  /**
   * What they did under that name, newest first: as many as what is asked needs. Only those since
   * an instant are asked for where it is given (epoch milliseconds); there may be older ones too.
   */
  events: (name: string, since?: number) => readonly ContactEvent[];
  /** What came with the event that started the run that asks; of no run, nothing. */
  entry?: Record<string, unknown>;
  /** Whether something came after what the run that asks began with; of no run, nothing does. */
  sinceEntry?: (happening: ContactEvent) => boolean;
  /** The segments that they are in. */
  segments: ReadonlySet<string>;
  subscribed: boolean;
  /** Why no mail goes to them; null when it may. */
  suppressed: string | null;
};

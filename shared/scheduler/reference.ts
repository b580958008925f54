/** What is due, by name only: the row it names says whether it still is. */
export type Reference =
  /**
   * A run's next step. Its entry key stays out: that may be an address, and a pack outlives an
   * erasure.
   */
  | { kind: "run"; contact: string; sequence: string; at: number }
  /** A mail that may go from that instant on. */
  | { kind: "mail"; message: string; lane: "deliver" | "deliver-now"; at: number }
  /** A person of whom something changes by itself: a segment, a date. */
  | { kind: "person"; contact: string; at: number }
  /** Everybody whom a sequence lets in by the calendar. */
  | { kind: "schedule"; sequence: string; at: number }
  /** The wheel itself is to be looked through for contacts that were erased. */
  | { kind: "forget"; at: number }
  /** A mail whose fate is to be looked at, for the nth time. */
  | { kind: "look"; message: string; at: number; look: number };

/** The queue that a reference goes to when it is due. */
export const queueOf = (reference: Reference) => (reference.kind === "look" ? "feedback" : "work");

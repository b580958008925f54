/** One of our events for the user's own rules; `type` names a file of `events/`. */
export type DomainEvent = { type: string; id: string; at: number; data: Record<string, unknown> };

export interface Bus {
  /** Best effort: our own state never depends on it. At most 500 events. */
  publish: (events: DomainEvent[]) => Promise<void>;
}

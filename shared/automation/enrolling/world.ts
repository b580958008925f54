import type { ContactsWorld } from "#shared/audience/contacts/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";

/** What enrolling contacts by hand may access. */
export type EnrollWorld = ContactsWorld & {
  table: TableReader<"library" | "stats">;
  queue: Queue<"work">;
};

/** An idempotent call: repeated, it has the same digest, and the instant of its first attempt. */
export type Call = {
  at: number;
  digest: string;
  /** Reports the contacts that the answer names, so that an erasure finds it. */
  names: (contacts: string[]) => void;
};

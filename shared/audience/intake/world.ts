import type { ContactsWorld } from "#shared/audience/contacts/index.ts";
import type { Queue } from "#shared/ports/queue.ts";
import type { TableReader } from "#shared/ports/table.ts";

/** What taking in events may touch. */
export type IntakeWorld = ContactsWorld & {
  table: TableReader<"library">;
  queue: Queue<"work">;
};

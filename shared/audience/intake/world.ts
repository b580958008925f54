import type { ContactsWorld } from "#shared/audience/contacts/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";

/** What event intake may access. */
export type IntakeWorld = ContactsWorld & {
  table: TableReader<"library">;
  queue: Queue<"work">;
};

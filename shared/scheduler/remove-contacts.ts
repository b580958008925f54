import { isMessageId, parseMessageId } from "#shared/kernel/ids.ts";
import type { Item, Write } from "#shared/ports/table.ts";
import type { Reference } from "#shared/queue/index.ts";
import { readReference } from "./saved-reference.ts";

/** The contact of a reference, if it has one. */
function contactOf(reference: Reference): string | undefined {
  if ("contact" in reference) return reference.contact;
  if (!("message" in reference) || !isMessageId(reference.message)) return undefined;
  return parseMessageId(reference.message).contact;
}

/**
 * The write that removes references of these contacts from a row of `due`; undefined if it has
 * none. The pack keeps its key, where writers of the same pack look.
 */
export function removeContacts(
  { pk, sk, v, expiresAt, data }: Item<{ references?: string[] }>,
  contacts: ReadonlySet<string>,
): Write<"due"> | undefined {
  const { references } = data;
  const left = references?.filter((saved) => !contacts.has(contactOf(readReference(saved)) ?? ""));
  if (!left || left.length === references!.length) return undefined;
  const key = { table: "due", pk, sk } as const;
  if (left.length === 0) return { delete: key, expect: "any" };
  const row = { put: key, v, data: { references: left }, expect: "any" } as const;
  return expiresAt === undefined ? row : { ...row, expiresAt };
}

import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { findContacts, findNames, type Named } from "../api/names.ts";
import { addressOf } from "../parts/page-link.tsx";
import { useTexts } from "../text/catalogue.ts";
import type { Entry, Group } from "./palette-groups.ts";
import { appTexts } from "./texts.ts";

const PAUSE_MS = 120;
/** One letter fits too much to be of use. */
const MIN_LETTERS = 2;
const MOST = 6;

/** A kind that can't be searched leaves the others usable. */
const orNone = <T>(items: Promise<T[]>): Promise<T[]> => items.catch(() => []);

async function find(q: string) {
  const [contacts, sequences, segments, templates] = await Promise.all([
    orNone(findContacts(q, MOST)),
    orNone(findNames("sequences", q, MOST)),
    orNone(findNames("segments", q, MOST)),
    orNone(findNames("templates", q, MOST)),
  ]);
  return { contacts, sequences, segments, templates };
}

/** What the API finds: contacts by the beginning of their address or id, and the rest by names. */
export function useFound(typed: string): { groups: Group[]; isSearching: boolean } {
  const texts = useTexts(appTexts);
  const { history } = useRouter();
  const [q] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const isAsked = q.length >= MIN_LETTERS;
  const found = useQuery({
    queryKey: ["palette", q],
    queryFn: () => find(q),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const entry = (label: string, to: string, hint?: string): Entry => ({
    id: `found ${to}`,
    label,
    ...(hint !== undefined && hint !== label && { hint }),
    run: () => history.push(to),
  });
  const {
    contacts = [],
    sequences = [],
    segments = [],
    templates = [],
  } = (isAsked && found.data) || {};
  const group = (name: string, items: Named[], addressOfOne: (id: string) => string): Group => ({
    name,
    entries: items.map((one) => entry(one.name, addressOfOne(one.id), one.id)),
  });
  const people = contacts.map(({ id, email }) => ({ id, name: email }));
  const groups = [
    group(texts.nav.contacts, people, addressOf.contact),
    group(texts.nav.sequences, sequences, addressOf.sequence),
    group(texts.nav.segments, segments, addressOf.segment),
    group(texts.nav.templates, templates, addressOf.template),
  ];
  return { groups, isSearching: isAsked && found.isFetching };
}

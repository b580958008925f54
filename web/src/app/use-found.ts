import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { api, read } from "../api/client.ts";
import { addressOf } from "../parts/page-link.tsx";
import { useTexts } from "../text/catalogue.ts";
import type { Entry, Group } from "./palette-groups.ts";
import { appTexts } from "./texts.ts";

const PAUSE_MS = 120;
/** One letter fits too much to be of use. */
const MIN_LETTERS = 2;
const MOST = 6;

const query = (q: string) => ({ params: { query: { q, limit: MOST } } });
/** A kind that can't be searched leaves the others usable. */
const orNone = <T>(items: Promise<T[]>): Promise<T[]> => items.catch(() => []);

async function find(q: string) {
  const [contacts, sequences, templates] = await Promise.all([
    orNone(read(api.GET("/v1/contacts", query(q))).then(({ items }) => items)),
    orNone(read(api.GET("/v1/sequences", query(q))).then(({ items }) => items)),
    orNone(read(api.GET("/v1/templates", query(q))).then(({ items }) => items)),
  ]);
  return { contacts, sequences, templates };
}

/** Segments are few, and the API does not search them. */
const fits = (q: string) => {
  const begin = q.toLowerCase();
  return ({ id, name }: { id: string; name: string }) =>
    id.startsWith(begin) || name.toLowerCase().includes(begin);
};

/** Contacts by the beginning of their address or id, sequences and templates, found by the API. */
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
  const segments = useQuery({
    queryKey: ["segments", "palette"],
    queryFn: () => read(api.GET("/v1/segments", { params: { query: { limit: 100 } } })),
    enabled: isAsked,
  });
  const fitting = isAsked ? (segments.data?.items ?? []).filter(fits(q)).slice(0, MOST) : [];
  const entry = (label: string, to: string, hint?: string): Entry => ({
    id: `found ${to}`,
    label,
    ...(hint !== undefined && hint !== label && { hint }),
    run: () => history.push(to),
  });
  const { contacts = [], sequences = [], templates = [] } = (isAsked && found.data) || {};
  const groups: Group[] = [
    {
      name: texts.nav.contacts,
      entries: contacts.map(({ id, email }) => entry(email, addressOf.contact(id), id)),
    },
    {
      name: texts.nav.sequences,
      entries: sequences.map(({ id, name }) => entry(name, addressOf.sequence(id), id)),
    },
    {
      name: texts.nav.segments,
      entries: fitting.map(({ id, name }) => entry(name, addressOf.segment(id), id)),
    },
    {
      name: texts.nav.templates,
      entries: templates.map(({ id, subject }) => entry(subject, addressOf.template(id), id)),
    },
  ];
  return { groups, isSearching: isAsked && found.isFetching };
}

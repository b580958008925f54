type Person = {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  company: string;
  city: string;
  timeZone: string;
  locale: string;
};

const FIRST = [
  ...["Ada", "Jürgen", "Zoë", "Björn", "Grete", "Øyvind", "Łucja", "Friederike", "Müşerref"],
  ...["Anne-Sophie", "Kwame", "Noor", "Chiara", "Søren", "Ümit", "Hélène", "Mårten", "Jaś"],
];
const LAST = [
  ...["Lovelace", "Müller", "Größler", "Ångström", "O’Connor", "Weißflog", "Wójcik"],
  ...["von Droste-Hülshoff", "Öztürk", "Mensah", "Bianchi", "Ðorđević", "Lefèvre"],
];
const COMPANIES = [
  ...["Bäckerei Sonnenschein", "Nordlicht GmbH", "Café Übermut", "Atelier Größenwahn"],
  ...["Fjord & Sønner A/S", "Weinhandlung Kößler", "Studio 9"],
];
/** Those of one day differ in their hour: no two mails leave at the same instant. */
const CITIES = [
  [
    ["Köln", "Europe/Berlin", "de-DE"],
    ["Zürich", "Europe/Zurich", "de-CH"],
    ["Łódź", "Europe/Warsaw", "pl-PL"],
  ],
  [["London", "Europe/London", "en-GB"]],
] as const;
/** So many sign up on the first days, one a day; as many more beside them. */
export const A_DAY_EACH = 17;

const plain = (name: string) =>
  name
    .replaceAll("ø", "oe")
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replaceAll(/[^a-zA-Z]/g, "")
    .toLowerCase();

const personAt = (index: number): Person => {
  const first_name = FIRST[index % FIRST.length]!;
  const last_name = LAST[(index * 5) % LAST.length]!;
  const cities = CITIES[index < A_DAY_EACH ? 0 : 1];
  const [city, timeZone, locale] = cities[index % cities.length]!;
  const company = COMPANIES[index % COMPANIES.length]!;
  return {
    id: `user-${1_001 + index}`,
    email: `${plain(first_name)}.${plain(last_name)}@${plain(company)}.example`,
    ...{ first_name, last_name, company, city, timeZone, locale },
  };
};

const LONG: Person = {
  id: "crm-account-4711",
  email:
    "friederike.schulze-wittgenstein+vertrieb.innendienst@donaudampfschifffahrtsgesellschaft.example",
  first_name: "Friederike Wilhelmine",
  last_name: "Gräfin von Schulze-Wittgenstein-Hohenzollern",
  company: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
  city: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
  timeZone: "Europe/London",
  locale: "cy-GB",
};
const RIGHT_TO_LEFT: Person = {
  id: "user-layla",
  email: "layla@example.com",
  first_name: "ليلى",
  last_name: "الحسن",
  company: "مكتبة النور",
  city: "عمّان",
  timeZone: "Asia/Amman",
  locale: "ar-JO",
};

/** Names of many lands, one too long, one from right to left. */
export const PEOPLE: Person[] = [
  ...Array.from({ length: 2 * A_DAY_EACH }, (_, index) => personAt(index)),
  LONG,
  RIGHT_TO_LEFT,
];

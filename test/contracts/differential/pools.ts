/** What steps are drawn from: small enough for steps to meet, odd enough for stores to differ. */
const LAST = "\u{10ffff}";

export const PKS = ["p", "é\u{1f600}", "p".repeat(2048)];

export const SKS = [
  "a",
  "a#1",
  "a#2",
  "a\0",
  `a${LAST}${LAST}`,
  "B",
  "z",
  "é",
  "\uffee",
  "\u{1f600}",
  "\u{1f600}\ue000",
  "\0",
  LAST,
  "s".repeat(1024),
];

/** Ends of ranges and places to go on from, most of them no row's. */
export const BOUNDS = [...SKS, "", "a#", "a#3", "b", "zz", "\ue000", `${LAST}${LAST}`];

/** JSON changes some of these, and must change them alike. */
export const DATA: object[] = [
  {},
  { text: "", deep: { list: [1, "é", null, [], {}], none: null } },
  { zero: -0, large: Number.MAX_VALUE, small: 5e-324, third: 1 / 3, whole: 2 ** 64 },
  { gone: undefined, list: [undefined, Number.NaN], at: new Date(0) },
  { half: "\ud83d", whole: "\u{1f600}", nul: "\0", lines: "\u2028\r\n", "": "no name" },
  { text: "é".repeat(1_500) },
];

/** Data that the templates below feed on. */
export const HOSTILE_DATA = {
  event: {
    big: "x".repeat(200_000),
    percents: "%".repeat(50_000),
    signs: "'".repeat(50_000),
    keyed: { ["k".repeat(100_000)]: 1 },
    edge: 2 ** 53,
    many: 1_900_000,
    wide: "%1000000000Y",
  },
};

const DOUBLED = (times: number) =>
  `{% assign l = "a,b" | split: "," %}{% for i in (1..${times}) %}{% assign l = l | push: l %}{% endfor %}`;
const COPIES = `{% assign l = event.keyed | push: event.keyed %}{% for i in (1..16) %}{% assign l = l | concat: l %}{% endfor %}`;

/**
 * Templates that would end a process by memory, by an allocation that V8 gives up on, or by never
 * ending. Liquid for a part of a mail, each with what a mail may rightly be refused or held for.
 */
export const HOSTILE: Record<string, string> = {
  "a capture that doubles, and its replacement":
    '{% assign a = "xxxxxxxxxxxxxxxx" %}{% for i in (1..22) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}{% assign b = a | replace: "x", "" %}',
  "a capture that doubles, and its parts":
    '{% assign a = "ab" %}{% for i in (1..28) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}{% assign b = a | split: "" %}{{ b | size }}',
  "a capture of captures":
    "{% capture a %}{{ event.big }}{% endcapture %}{% for i in (1..3000) %}{% capture b %}{% for j in (1..10) %}{{ a }}{% endfor %}{% endcapture %}{% endfor %}{{ b | size }}",
  "a list that holds itself twice, printed": `${DOUBLED(60)}{{ l }}`,
  "a list that holds itself twice, joined": `${DOUBLED(60)}{{ l | join: "" }}`,
  "a list that holds itself twice, added up": `${DOUBLED(60)}{{ l | sum }}`,
  "a list that holds itself twice, compared": `${DOUBLED(60)}{% if l < l %}x{% endif %}`,
  "a list that holds itself twice, as a name": `${DOUBLED(60)}{{ event[l] }}`,
  "a list that holds itself twice, as a bound": `${DOUBLED(60)}{% for i in (1..l) %}x{% endfor %}`,
  "a list that holds itself twice, as a group": `${DOUBLED(60)}{% cycle l: "a", "b" %}`,
  "a long name in a list, as JSON": `${COPIES}{{ l | json }}`,
  "deep JSON with wide indents":
    '{% assign l = "a" | split: "," %}{% for i in (1..9000) %}{% assign l = l | push: l.first | slice: 0, 1 | push: i %}{% assign m = m | push: l %}{% endfor %}{{ m | json: 10 }}',
  "a range at the end of whole numbers":
    "{% for i in (event.edge..9007199254740999) %}x{% endfor %}",
  "a range beyond whole numbers":
    "{% for i in (100000000000000000..100000000000000016) %}x{% endfor %}",
  "a huge range, kept": "{% assign l = (1..event.many) | concat: (1..event.many) %}{{ l | size }}",
  "an encoding that grows":
    "{% assign a = event.percents %}{% for i in (1..4000) %}{% assign a = a | url_encode %}{% endfor %}{{ a | size }}",
  "an escape that grows":
    "{% assign a = event.signs %}{% for i in (1..4000) %}{% assign a = a | escape | xml_escape %}{% endfor %}{{ a | size }}",
  "one text in another's place": '{{ event.big | replace: "x", event.big }}',
  "a date as wide as a book": "{{ 'now' | date: event.wide }}",
  "a long output": "{% for i in (1..40000) %}{{ event.big }}{% endfor %}",
  "a table without end": "{% tablerow i in (1..1000000) cols:1 %}{{ event.big }}{% endtablerow %}",
  "a thousand long values": Array.from(
    { length: 900 },
    (_, i) => `{{ event.big | default: "${i}" }}`,
  ).join(""),
};

import { compile } from "#shared/content/compiling/index.ts";
import { clickUrl, linkKey, unsubscribeUrl } from "#shared/content/link-tokens/index.ts";
import type { CompiledTemplate, RenderRequest } from "#shared/ports/renderer.ts";

const site = { publicUrl: "https://mail.example.com", key: linkKey(new Uint8Array(32).fill(7)) };

const PARAGRAPH =
  "Each step says what it waits for and where it leads, and a mail that may not go now is held and goes later.";
/** Eight of these, every second with a button, come to 18 KB of HTML. */
const section = (inner: string, part: number) => `
  <mj-section background-color="#ffffff" padding="16px 24px"><mj-column>
    <mj-text>${PARAGRAPH} ${inner}${part % 2 ? read(part) : ""}</mj-text>
    ${part % 2 ? "" : `<mj-button href="https://example.com/page/${part}">Read part ${part}</mj-button>`}
  </mj-column></mj-section>`;
const read = (part: number) =>
  ` <a href="https://example.com/page/${part}" style="color:#2456d6">Read part ${part}</a>`;

const mjml = (inner: string[]) => `<mjml lang="en">
  <mj-head><mj-title>Your week</mj-title><mj-preview>What happened this week.</mj-preview></mj-head>
  <mj-body background-color="#f3f5f9">${inner.map(section).join("")}
    <mj-section><mj-column><mj-text font-size="13px" color="#56617a">{{ postal_address }}<br />
      <a href="{{ unsubscribe_url }}">Unsubscribe</a></mj-text></mj-column></mj-section>
  </mj-body></mjml>`;

/** Eight outputs with those of the footer, and eight links. */
const PLAIN = mjml([
  'Dear {{ contact.first_name | default: "friend" }},',
  "from {{ contact.company }}:",
  "in {{ contact.city }}",
  "your plan is {{ contact.plan | upcase }}.",
  "You have {{ event.count }} sequences.",
  "The last is {{ event.sequence }}.",
  "",
  "",
]);

/** The same, with a loop of three items and a condition. */
const WITH_TAGS = mjml([
  'Dear {{ contact.first_name | default: "friend" }},',
  "from {{ contact.company }}:",
  "in {{ contact.city }}",
  "your plan is {{ contact.plan | upcase }}.",
  "You have: {% for item in event.items %}<b>{{ item.name }}</b> {% endfor %}",
  "The last is {{ event.sequence }}.",
  "{% if event.count > 2 %}That is many.{% endif %}",
  "",
]);

async function compiled(source: string): Promise<CompiledTemplate> {
  const subject = "Your week, {{ contact.first_name }}";
  const result = await compile({ subject, mjml: source });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.template;
}

/** A mail each for `count` people, its links signed. */
export async function makeRequests(
  kind: "plain" | "tags",
  count: number,
): Promise<RenderRequest[]> {
  const template = await compiled(kind === "plain" ? PLAIN : WITH_TAGS);
  return Array.from({ length: count }, (_, i) => requestFor(template, i));
}

function requestFor(template: CompiledTemplate, i: number): RenderRequest {
  const messageId = `c_0mm94mtc0mwnnqxf0_mm94mtc0_${String(i).padStart(16, "L")}`;
  const contact = `c_0mm94mtc0${String(i).padStart(8, "m")}`;
  const unsubscribe = unsubscribeUrl(site, {
    contact,
    address: "Zm9vYmFyYmF6cXV4Zm9vYg",
    topic: "all",
  });
  const items = ["Welcome", "Win back", "Trial"].map((name) => ({ name: `${name} ${i}` }));
  return {
    template,
    data: {
      contact: { first_name: `Ada ${i}`, company: "Byron & Daughter", city: "Zürich", plan: "pro" },
      event: { count: 3 + i, sequence: "Welcome", items },
      postal_address: "1 Example Street, 8001 Example",
      unsubscribe_url: unsubscribe,
    },
    linkUrls: template.links.map((_, index) => clickUrl(site, messageId, index)),
    head: {
      messageId,
      from: { name: "Example Weekly", email: "news@mail.example.com" },
      to: { email: `ada.${i}@example.org` },
      date: 1_772_452_800_000,
      class: "marketing",
      unsubscribeUrl: unsubscribe,
      feedbackId: "weekly:weekly:marketing:dripstack",
    },
  };
}

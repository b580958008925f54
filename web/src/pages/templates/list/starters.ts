import type { Source } from "../source.ts";

export const STARTERS = ["mjml", "receipt", "html"] as const;
export type Starter = (typeof STARTERS)[number];

type Words = { subject: string; hello: string; body: string; button: string; receipt: string };

const mjml = ({ hello, body, button }: Words) => `<mjml lang="en">
  <mj-head>
    <mj-attributes>
      <mj-all font-family="Helvetica, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="1.6" color="#22304a" />
      <mj-button background-color="#3541b1" color="#ffffff" border-radius="6px" font-size="16px" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#f3f5f9">
    <mj-section background-color="#ffffff" padding="32px 24px">
      <mj-column>
        <mj-text font-size="24px" font-weight="bold">${hello}</mj-text>
        <mj-text>${body}</mj-text>
        <mj-button href="https://example.com/">${button}</mj-button>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;

/** A small template that works as it stands. */
export function starterOf(starter: Starter, words: Words): Source {
  const { subject, hello, body, receipt } = words;
  if (starter === "mjml") return { subject, mjml: mjml(words), class: "marketing" };
  if (starter === "html")
    return { subject, html: `<h1>${hello}</h1>\n<p>${body}</p>\n`, class: "marketing" };
  const rows = "<p>{{ data.number }}: {{ data.total }}</p>";
  return { subject: receipt, html: `<h1>${hello}</h1>\n${rows}\n`, class: "transactional" };
}

import { createHash } from "node:crypto";
import type { APIGatewayProxyStructuredResultV2 as Answer } from "aws-lambda";

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;font:1.0625rem/1.5 system-ui,sans-serif;color:#1c2024;background:#f6f7f9}
main{max-width:30rem;margin:1rem;padding:2rem;border-radius:.75rem;background:#fff;box-shadow:0 1px 4px #0002}
h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25}
p{margin:0 0 1.25rem}
p:last-child{margin:0}
button{min-height:2.75rem;padding:.5rem 1.25rem;border:0;border-radius:.5rem;font:inherit;font-weight:600;color:#fff;background:#1d4ed8;cursor:pointer}
button:focus-visible{outline:3px solid #f59e0b;outline-offset:2px}
@media (prefers-color-scheme:dark){body{color:#e8eaed;background:#16181c}main{background:#22252b}}
`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** No scripts, external content or framing; forms post to the page's own origin. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** On every answer: the URL holds a token, which must not be cached or sent as a referrer. */
export const HEADERS = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex, nofollow",
};

/** One button that posts back to the page's own address. */
export type Button = { label: string; field?: { name: string; value: string } };
export type Page = { status?: number; title: string; text: string; button?: Button };

/** A page of fixed text: nothing from a contact or a request goes into it. */
export const showPage = ({ status = 200, title, text, button }: Page): Answer => ({
  statusCode: status,
  headers: {
    ...HEADERS,
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": POLICY,
  },
  body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p role="status">${text}</p>
${button ? form(button) : ""}</main>
</body>
</html>
`,
});

function form({ label, field }: Button): string {
  const hidden = field ? `<input type="hidden" name="${field.name}" value="${field.value}">` : "";
  return `<form method="post">${hidden}<button type="submit">${label}</button></form>\n`;
}

/** One answer for every invalid link, so that it does not reveal which part is wrong. */
export const notFound = () =>
  showPage({
    status: 404,
    title: "This link does not work",
    text: "It may be incomplete: open it from the mail again. Or it is no longer valid: reply to the mail to unsubscribe.",
  });

import { readFileSync } from "node:fs";

export { mailboxRoutes } from "./mailbox-routes.ts";

type StaticReply = { status: number; headers: Record<string, string>; body: string };

/**
 * The mail's document, in a frame without scripts, inherits this policy: hence inline styles and
 * images from anywhere. Scripts come from our own files only.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' https: http: data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const load = (file: string, type: string): StaticReply => ({
  status: 200,
  headers: {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy": POLICY,
    "cache-control": "no-cache",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  },
  body: readFileSync(new URL(`./page/${file}`, import.meta.url), "utf8"),
});

const PAGES = new Map<string, StaticReply>([
  ["/mailbox", load("mailbox.html", "text/html")],
  ...["app", "mail", "client"].map(
    (name) => [`/mailbox/${name}.js`, load(`${name}.js`, "text/javascript")] as const,
  ),
  ...["app", "list", "mail", "notes", "narrow"].map(
    (name) => [`/mailbox/${name}.css`, load(`${name}.css`, "text/css")] as const,
  ),
]);

/** The mailbox page's static files; they need no key. */
export const mailboxPage = (path: string): StaticReply | undefined => PAGES.get(path);

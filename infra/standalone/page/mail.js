import { readMail, readMessage, readRaw } from "./client.js";

/** The right side: one mail, its state and its parts. */

const find = (id) => document.getElementById(id);
// The text and header parts scroll, so the keyboard must reach them.
find("panel").tabIndex = 0;
const tabs = [...document.querySelectorAll("[role=tab]")];
const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const moment = new Intl.DateTimeFormat(undefined, {
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
});
export const sayTime = (at) => moment.format(new Date(at));

let shown;
let parts;
let tab = "html";

const keyOf = (item) => `${item.messageId} ${item.at}`;
export const isShown = (item) => shown !== undefined && keyOf(shown) === keyOf(item);
export const shownMail = () => shown;

/** Shows the mail of a list's item. */
export async function showMail(item) {
  shown = item;
  parts = undefined;
  find("mail").hidden = false;
  find("subject").textContent = item.subject || "(no subject)";
  find("from").textContent = item.from;
  find("recipient").textContent = item.to;
  find("at").textContent = sayTime(item.at);
  find("at").dateTime = item.at;
  find("state").hidden = true;
  find("facts").textContent = "";
  find("panel").replaceChildren();
  const read = await readMail(item.messageId);
  if (shown !== item) return;
  parts = read;
  if (!parts.html && tab === "html") tab = "text";
  await showPart();
  await showState();
}

export function hideMail() {
  shown = undefined;
  find("mail").hidden = true;
}

/** What became of the mail; asked again as long as the mail is shown. */
export async function showState() {
  const item = shown;
  if (!item) return;
  const message = await readMessage(item.messageId).catch(() => undefined);
  if (shown !== item || !message) return;
  const state = find("state");
  state.textContent = message.state;
  state.dataset.state = message.state;
  state.hidden = false;
  // In the order in which they come about; several can share an instant.
  const facts = Object.entries(message.facts ?? {})
    .filter(([name]) => name !== "claimedAt")
    .map(([name, at]) => `${name.replace(/At$/, "")} ${sayTime(at)}`);
  const origin = message.template ? [`template ${message.template}`] : [];
  find("facts").textContent = [...facts, ...origin].join(" · ");
}

async function showPart() {
  for (const button of tabs) {
    const isChosen = button.dataset.tab === tab;
    button.setAttribute("aria-selected", String(isChosen));
    button.tabIndex = isChosen ? 0 : -1;
  }
  const panel = find("panel");
  panel.setAttribute("aria-labelledby", `tab-${tab}`);
  panel.dataset.tab = tab;
  const item = shown;
  const content = await draw(item);
  if (shown === item && panel.dataset.tab === tab) panel.replaceChildren(content);
}

async function draw(item) {
  if (tab === "html") return parts.html ? frame(parts.html) : note("This mail has no HTML part.");
  if (tab === "raw") return element("pre", { textContent: await readRaw(item.messageId) });
  if (tab === "text")
    return parts.text
      ? element("pre", { className: "wrap", textContent: parts.text })
      : note("This mail has no text part.");
  const rows = parts.headers.flatMap(({ name, value }) => [
    element("dt", { textContent: name }),
    element("dd", { textContent: value }),
  ]);
  return element("dl", {}, ...rows);
}

const note = (textContent) => element("p", { className: "quiet", textContent });

/** No scripts and an origin of its own; links open in a new tab, which is an ordinary page again. */
function frame(html) {
  const made = element("iframe", { title: "HTML part of the mail" });
  made.setAttribute("sandbox", "allow-popups allow-popups-to-escape-sandbox");
  made.srcdoc = `<!doctype html><base target="_blank"><meta name="referrer" content="no-referrer">${html}`;
  return made;
}

const choose = (name) => {
  tab = name;
  if (parts) void showPart();
};
for (const button of tabs) button.addEventListener("click", () => choose(button.dataset.tab));
find("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const at = tabs.findIndex((button) => button.dataset.tab === tab);
  const next = tabs[(at + step + tabs.length) % tabs.length];
  next.focus();
  choose(next.dataset.tab);
  event.preventDefault();
});

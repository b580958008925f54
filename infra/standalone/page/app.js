import { findKey, keepKey, listMails, moveClock } from "./client.js";
import { hideMail, isShown, sayTime, showMail, shownMail, showState } from "./mail.js";

/** The left side: the list, kept fresh; and the clock. */

const POLL_MS = 2_000;
const find = (id) => document.getElementById(id);

let mails = [];
let cursor;
let extraPages = 0;
let timer;

const sameMail = (a, b) => a.messageId === b.messageId && a.at === b.at;

async function refresh() {
  clearTimeout(timer);
  try {
    if (!document.hidden) await load();
    say("");
  } catch (error) {
    if (error.status === 401 || error.status === 403)
      return askForKey("That key does not open it.");
    say(error.status ? error.message : "Dripstack does not answer. Trying again…", true);
  }
  timer = setTimeout(refresh, POLL_MS);
}

async function load() {
  const to = find("to").value.trim();
  let page = await listMails(to);
  let items = page.items;
  for (let i = 0; i < extraPages && page.cursor; i++) {
    page = await listMails(to, page.cursor);
    items = [...items, ...page.items];
  }
  if (find("to").value.trim() !== to) return;
  const isSame =
    items.length === mails.length && items.every((item, i) => sameMail(item, mails[i]));
  mails = items;
  cursor = page.cursor;
  find("clock").hidden = false;
  if (!isSame || mails.length === 0) draw();
  await showState();
}

function draw() {
  const focused = document.activeElement?.closest?.("#mails button")?.dataset.id;
  find("mails").replaceChildren(...mails.map(drawItem));
  if (focused)
    find("mails")
      .querySelector(`[data-id="${CSS.escape(focused)}"]`)
      ?.focus();
  find("older").hidden = !cursor;
  drawHint();
}

function drawItem(item) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.id = `${item.messageId} ${item.at}`;
  if (isShown(item)) button.setAttribute("aria-current", "true");
  for (const [className, text] of [
    ["to", item.to],
    ["at", sayTime(item.at)],
    ["subject", item.subject || "(no subject)"],
  ]) {
    const line = document.createElement("span");
    line.className = className;
    line.textContent = text;
    button.append(line);
  }
  button.addEventListener("click", () => open(item));
  const row = document.createElement("li");
  row.append(button);
  return row;
}

function drawHint() {
  const hint = find("hint");
  const isEmpty = mails.length === 0 && !shownMail();
  hint.hidden = shownMail() !== undefined;
  document.body.classList.toggle("is-empty", isEmpty);
  if (!isEmpty || find("to").value) {
    hint.textContent =
      mails.length === 0 ? "No mail to this address." : "Choose a mail to read it.";
    return;
  }
  if (hint.querySelector("pre")) return;
  const filled = find("empty").content.cloneNode(true);
  const command = [
    `curl ${location.origin}/v1/events \\`,
    `  -H "Authorization: Bearer $DRIPSTACK_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{"events":[{"email":"ada@example.com","name":"signed_up"}]}'`,
  ].join("\n");
  filled.querySelector("pre code").textContent = command;
  const copy = filled.querySelector("[data-copy]");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(command);
    copy.textContent = "Copied";
  });
  hint.replaceChildren(filled);
}

async function open(item) {
  document.body.dataset.view = "mail";
  const showing = showMail(item);
  draw();
  await showing.catch((error) => say(error.message, true));
}

/** Up and down (or k and j) walk through the list from wherever the focus is, but for fields and frames. */
function walk(event) {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  const isElsewhere = event.target.closest?.("input, #panel, [role=tablist], dialog");
  if (!step || isElsewhere || event.metaKey || event.ctrlKey || event.altKey) return;
  const at = mails.findIndex(isShown);
  const next = mails[at < 0 ? 0 : at + step];
  if (!next) return;
  event.preventDefault();
  void open(next);
  find("mails").querySelector("[aria-current]")?.focus();
}

async function advance(button) {
  const buttons = find("clock").querySelectorAll("button");
  for (const each of buttons) each.disabled = true;
  say("Moving the clock and doing all that falls due…");
  try {
    const { now } = await moveClock(button.dataset.advance);
    find("now").textContent = sayTime(now);
    await refresh();
  } catch (error) {
    say(`The clock did not move: ${error.message}`, true);
  }
  for (const each of buttons) each.disabled = false;
  button.focus();
}

function say(text, isFault = false) {
  const notice = find("notice");
  notice.textContent = text;
  notice.hidden = text === "";
  notice.classList.toggle("fault", isFault);
}

function askForKey(fault = "") {
  find("key-fault").textContent = fault;
  if (!find("ask").open) find("ask").showModal();
}

find("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  keepKey(find("key").value.trim());
  find("key").value = "";
  find("ask").close();
  void refresh();
});
find("ask").addEventListener("cancel", (event) => event.preventDefault());
find("filter").addEventListener("submit", (event) => event.preventDefault());
find("to").addEventListener("input", () => {
  extraPages = 0;
  clearTimeout(timer);
  timer = setTimeout(refresh, 200);
});
find("older").addEventListener("click", () => {
  extraPages += 1;
  void refresh();
});
find("back").addEventListener("click", () => {
  document.body.dataset.view = "list";
  hideMail();
  draw();
});
find("clock").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) void advance(button);
});
document.addEventListener("keydown", walk);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
addEventListener("hashchange", () => findKey() && refresh());

if (findKey()) await refresh();
else askForKey();

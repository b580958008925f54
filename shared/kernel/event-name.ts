/** Control characters and line ends are invisible and would break log lines. */
const UNUSABLE = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** UTF-16 units: at most 300 bytes, because it is part of a key. */
export const MAX_EVENT_NAME = 100;
export const EVENT_NAME_RULE = `1 to ${MAX_EVENT_NAME} characters, none of them a control character and no blank at either end`;

/** Whether a name is allowed: any script, as in other tools (`Order Placed`, `$pageview`). */
export const isEventName = (name: string): boolean =>
  name.length > 0 &&
  name.length <= MAX_EVENT_NAME &&
  name.isWellFormed() &&
  !UNUSABLE.test(name) &&
  name.trim() === name;

/** Control characters and line ends: nothing shows them, and they would break a line of a log. */
const UNUSABLE = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** So long a name is at most, in UTF-16 units: 300 bytes, for it is a part of a key. */
export const MAX_EVENT_NAME = 100;
export const EVENT_NAME_RULE = `1 to ${MAX_EVENT_NAME} characters, none of them a control character and no blank at either end`;

/**
 * Whether an event may be called so: as other tools do, `Order Placed` and `$pageview`, in any
 * script.
 */
export const isEventName = (name: string): boolean =>
  name.length > 0 &&
  name.length <= MAX_EVENT_NAME &&
  name.isWellFormed() &&
  !UNUSABLE.test(name) &&
  name.trim() === name;

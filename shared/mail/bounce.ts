/** An enhanced status code (RFC 3463) at the start of an answer or after its reply code, never part of an address. */
const STATUS = /(?:^|\b[245]\d\d[ -])([245])\.(\d{1,3})\.(\d{1,3})(?![.\d])/;

/**
 * Whether a refusal says that there is no such mailbox: 5.1.1, 5.1.2, 5.1.3, 5.1.10 (RFC 3463, RFC 7505).
 * 5.7.x speaks of the sender (its reputation, its domain's policy), never of the address.
 */
export function isBadAddress(answer: string): boolean {
  const status = STATUS.exec(answer);
  if (!status) return false;
  const [, kind, subject, detail] = status;
  return kind === "5" && subject === "1" && ["1", "2", "3", "10"].includes(detail!);
}

/** Whether a bounce blames the sender: it must never suppress the person. */
export const isSenderFault = (status: string) => {
  const [, kind, subject] = STATUS.exec(status) ?? [];
  return kind === "5" && subject === "7";
};

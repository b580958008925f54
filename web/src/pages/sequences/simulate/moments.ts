/** An instant as `<input type="datetime-local">` shows it, in the viewer's zone. */
export function toLocal(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What such an input says as an instant; undefined while it is empty or not whole. */
export function fromLocal(text: string): string | undefined {
  const at = new Date(text);
  return text === "" || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** An hour after an instant: soon enough for a mail to be read. */
export const anHourAfter = (iso: string): string =>
  new Date(new Date(iso).getTime() + 3_600_000).toISOString();

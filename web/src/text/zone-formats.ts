/** How dates and times of a zone are written: in UTC, named so, where the browser lacks it. */
function formatsOf(locale: string, zone: string | undefined) {
  const make = (timeZone: string | undefined) => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { ...options, ...(timeZone && { timeZone }) });
    return {
      exact: format({ dateStyle: "medium", timeStyle: "medium" }),
      short: format({ month: "short", day: "numeric", hour: "numeric", minute: "2-digit" }),
      day: format({ dateStyle: "medium" }),
      time: format({ timeStyle: "short" }),
    };
  };
  try {
    return { ...make(zone), name: "" };
  } catch {
    return { ...make("UTC"), name: " UTC" };
  }
}

type Formats = ReturnType<typeof formatsOf>;

/** The formats of zones, made once each; without a name those of the viewer's own. */
export function zoneFormats(locale: string): (zone?: string) => Formats {
  const known = new Map<string | undefined, Formats>();
  return (zone) => {
    const formats = known.get(zone) ?? formatsOf(locale, zone);
    known.set(zone, formats);
    return formats;
  };
}

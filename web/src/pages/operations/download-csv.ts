import { Problem } from "../../api/problem.ts";

/** Saves all lines of a backtest; the API gives them in pages. @throws Problem when it refuses */
export async function downloadCsv(id: string): Promise<void> {
  const parts: string[] = [];
  let after: string | null = null;
  do {
    const query = after === null ? "" : `?after=${encodeURIComponent(after)}`;
    const sent = await fetch(`/v1/jobs/${encodeURIComponent(id)}/csv${query}`);
    if (!sent.ok) throw new Problem(sent.status, sent.statusText);
    parts.push(await sent.text());
    after = sent.headers.get("x-next");
  } while (after !== null);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type: "text/csv" }));
  link.download = `${id}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

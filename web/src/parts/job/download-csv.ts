import { answer, api } from "../../api/client.ts";
import { collectCsv } from "./collect-csv.ts";

async function loadPart(id: string, after?: string) {
  const params = { path: { id }, query: after === undefined ? {} : { after } };
  const sent = api.GET("/v1/jobs/{id}/csv", { params, parseAs: "text" });
  const { data } = await answer(sent);
  // An empty answer has no text.
  return { text: String(data ?? ""), next: (await sent).response.headers.get("x-next") };
}

/**
 * Saves the lines of a backtest, as many as a browser can hold; the API gives them in pages.
 * @throws Problem when it refuses
 */
export async function downloadCsv(id: string): Promise<{ isWhole: boolean }> {
  const { parts, isWhole } = await collectCsv((after) => loadPart(id, after));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type: "text/csv" }));
  link.download = `${id}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return { isWhole };
}

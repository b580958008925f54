import { Button } from "@mantine/core";
import { useTexts } from "../../text/catalogue.ts";
import { toast } from "../toasts.ts";
import { useAction } from "../use-action.ts";
import { downloadCsv } from "./download-csv.ts";
import { jobTexts } from "./texts.ts";

/** Saves the lines of a backtest. */
export function CsvButton({ id }: { id: string }) {
  const texts = useTexts(jobTexts);
  const csv = useAction({
    run: () => downloadCsv(id),
    onDone: ({ isWhole }) => isWhole || toast(texts.csvCut, { isFault: true }),
  });
  return (
    <Button size="xs" variant="default" loading={csv.isPending} onClick={() => csv.ask()}>
      {texts.csv}
    </Button>
  );
}

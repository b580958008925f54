import { ActionIcon, Tooltip } from "@mantine/core";
import { useState } from "react";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";
import { Icon } from "./icon.tsx";
import { toast } from "./toasts.ts";

const SHOWN_MS = 1_500;

/** Copies a text to the clipboard and says so. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const texts = useTexts(appTexts);
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    // Browsers have no clipboard where a page is neither encrypted nor on this machine.
    const isDone = await navigator.clipboard?.writeText(value).then(
      () => true,
      () => false,
    );
    if (!isDone) return toast(texts.actions.notCopied, { isFault: true });
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), SHOWN_MS);
  };
  const name = isCopied ? texts.actions.copied : (label ?? texts.actions.copy);
  return (
    <Tooltip label={name}>
      <ActionIcon variant="subtle" color="gray" aria-label={name} onClick={copy}>
        <Icon name={isCopied ? "check" : "copy"} />
      </ActionIcon>
    </Tooltip>
  );
}

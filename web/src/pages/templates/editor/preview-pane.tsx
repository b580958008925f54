import { ActionIcon, Button, Skeleton, Text, Tooltip } from "@mantine/core";
import { useMemo, useState } from "react";
import { Icon, type IconName } from "../../../parts/icon.tsx";
import { hasRemoteImages } from "../../../parts/mail/parse-mail.ts";
import { MailFrame } from "../../../parts/mail-frame.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { hasDarkStyles } from "../dark-styles.ts";
import { templateTexts } from "../texts.ts";
import type { Preview } from "../use-preview.ts";
import { DataChooser } from "./data-chooser.tsx";
import classes from "./preview.module.css";
import type { PreviewData } from "./use-preview-data.ts";

const VIEWS = [
  ["desktop", "desktop"],
  ["phone", "phone"],
  ["text", "menu"],
] as const satisfies [string, IconName][];
const PHONE_PX = 375;

type Props = { preview: Preview | undefined; isPending: boolean; data: PreviewData };

/** The mail as a reader would see it: wide, on a phone, in the dark, or as text. */
export function PreviewPane({ preview: newest, isPending, data }: Props) {
  const texts = useTexts(templateTexts);
  const [view, setView] = useState<(typeof VIEWS)[number][0]>("desktop");
  const [isDark, setIsDark] = useState(false);
  const [hasImages, setHasImages] = useState(false);
  const isBroken = (newest?.faults.length ?? 0) > 0;
  const [good, setGood] = useState(isBroken ? undefined : newest);
  if (!isBroken && newest !== good) setGood(newest);
  const preview = isBroken ? good : newest;
  const html = preview?.html;
  const isRemote = useMemo(() => html !== undefined && hasRemoteImages(html), [html]);
  return (
    <section className={classes.pane} aria-label={texts.preview}>
      <DataChooser data={data} />
      <div className={classes.bar}>
        <Text className={classes.subject} fw={600}>
          <bdi>{preview?.subject || " "}</bdi>
        </Text>
        {isRemote && view !== "text" && !hasImages && (
          <Button size="compact-xs" variant="default" onClick={() => setHasImages(true)}>
            {texts.images}
          </Button>
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: toggles, not fields of a form */}
        <div className={classes.views} role="group" aria-label={texts.view}>
          {VIEWS.map(([name, icon]) => (
            <Tooltip key={name} label={texts.views[name]}>
              <ActionIcon
                variant={view === name ? "light" : "subtle"}
                color={view === name ? undefined : "gray"}
                aria-label={texts.views[name]}
                aria-pressed={view === name}
                onClick={() => setView(name)}
              >
                <Icon name={icon} />
              </ActionIcon>
            </Tooltip>
          ))}
          <Tooltip label={texts.dark}>
            <ActionIcon
              variant={isDark ? "light" : "subtle"}
              color={isDark ? undefined : "gray"}
              aria-label={texts.dark}
              aria-pressed={isDark}
              disabled={view === "text"}
              onClick={() => setIsDark(!isDark)}
            >
              <Icon name="moon" />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      <div className={classes.stage} data-broken={isBroken || undefined} data-view={view}>
        {isBroken && <p className={classes.broken}>{good ? texts.lastGood : texts.noPreview}</p>}
        {isDark && view !== "text" && preview && !hasDarkStyles(preview.html) && (
          <p className={classes.note}>{texts.noDark}</p>
        )}
        {isPending && (
          <div className={classes.pending} aria-busy="true">
            <Skeleton height={28} width="50%" />
            <Skeleton height={14} />
            <Skeleton height={14} />
            <Skeleton height={14} width="80%" />
          </div>
        )}
        {!preview ? null : view === "text" ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
          <pre className={classes.text} dir="auto" tabIndex={0}>
            {preview.text}
          </pre>
        ) : (
          <MailFrame
            html={preview.html}
            title={texts.frame}
            scheme={isDark ? "dark" : "light"}
            hasImages={hasImages}
            {...(view === "phone" && { width: PHONE_PX })}
          />
        )}
      </div>
    </section>
  );
}

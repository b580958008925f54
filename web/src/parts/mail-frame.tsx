import { useMemo } from "react";
import { withOwnTabs } from "./mail/parse-mail.ts";
import classes from "./mail-frame.module.css";

type Props = {
  html: string;
  title: string;
  /** The scheme that the mail's own `prefers-color-scheme` sees. */
  scheme?: "light" | "dark";
  width?: number;
  /** Images from elsewhere tell their sender that the mail was opened: off until asked for. */
  hasImages?: boolean;
};

/**
 * A mail's HTML on an opaque origin, without scripts, forms or our session. Links open in a new
 * tab, which is an ordinary page again.
 */
export function MailFrame({ html, title, scheme = "light", width, hasImages = false }: Props) {
  const source = useMemo(() => {
    const images = hasImages ? "https: http: data:" : "data:";
    const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${images}`;
    return [
      "<!doctype html>",
      `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
      '<meta name="referrer" content="no-referrer">',
      withOwnTabs(html),
    ].join("");
  }, [html, hasImages]);
  return (
    <iframe
      className={classes.frame}
      title={title}
      srcDoc={source}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      style={{ colorScheme: scheme, ...(width && { maxWidth: width }) }}
    />
  );
}

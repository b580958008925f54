/** Whether a mail looks different in the dark: by a media query, or by leaving it to the app. */
export const hasDarkStyles = (html: string): boolean =>
  /prefers-color-scheme|color-scheme[^;>]*\bdark\b/i.test(html);

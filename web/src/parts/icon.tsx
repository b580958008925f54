/** Paths on a grid of 20, drawn as strokes. */
const PATHS = {
  home: "M3 9.5 10 3.5l7 6M5 8.5V16h3.5v-4h3v4H15V8.5",
  sequences: "M4 3.5h5v4H4zM11 12.5h5v4h-5zM6.5 7.5v3.5a3 3 0 0 0 3 3H11",
  contacts:
    "M10 10a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 10 10zM3.8 17c.6-3 3-4.5 6.2-4.5s5.6 1.5 6.2 4.5",
  segments: "M10 3a7 7 0 1 0 7 7h-7zM12.5 2.8A7.2 7.2 0 0 1 17.2 7.5h-4.7z",
  templates: "M4 3.5h12v13H4zM4 7.5h12M8 7.5v9",
  messages: "M3 5h14v10H3zM3.5 5.5 10 11l6.5-5.5",
  mailbox: "M3.5 11 5.5 4h9l2 7v5h-13zM3.5 11H7.5l1 2h3l1-2h4",
  operations: "M3 10h3l2-5 4 10 2-5h3",
  search: "M9 14.5A5.5 5.5 0 1 0 9 3.5a5.5 5.5 0 0 0 0 11zM13 13l4 4",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  close: "M5 5l10 10M15 5 5 15",
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  check: "M4 10.5 8 14.5 16 5.5",
  warn: "M10 3.5 17.5 16.5h-15zM10 8v4M10 14.2v.1",
  info: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.2V14M10 6.4v.1",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.2l2.8 1.8",
  wait: "M6 3h8M6 17h8M7 3c0 4 6 5 6 7s-6 3-6 7M13 3c0 4-6 5-6 7s6 3 6 7",
  branch: "M10 3v4M10 7 5 11v5M10 7l5 4v5",
  split: "M10 3v5M10 8c-4 0-5 3-5 8M10 8c4 0 5 3 5 8M10 8v8",
  webhook: "M8 12 5 12a3 3 0 1 1 2.5-4.5M10 6l2.5 4.5M12 12h3a3 3 0 1 1-2.5 4.5M8 15.5h5",
  tag: "M3.5 9.5v-6h6l7 7-6 6zM6.8 6.8v.1",
  flag: "M5 17V3.5h9l-2 3.5 2 3.5H5",
  exit: "M8 4H4v12h4M8 10h9M13.5 6.5 17 10l-3.5 3.5",
  play: "M6 4l10 6-10 6z",
  pause: "M7 4v12M13 4v12",
  undo: "M7 5 3.5 8.5 7 12M4 8.5h8a4 4 0 0 1 0 8H9",
  redo: "M13 5l3.5 3.5L13 12M16 8.5H8a4 4 0 0 0 0 8h3",
  copy: "M7 7h9v9H7zM4 13V4h9",
  trash: "M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6M8.5 9v5M11.5 9v5",
  edit: "M4 16l.8-3.6L13.2 4l2.8 2.8-8.4 8.4zM11.5 5.7l2.8 2.8",
  code: "M7 5.5 2.8 10 7 14.5M13 5.5l4.2 4.5-4.2 4.5",
  more: "M5 10h.1M10 10h.1M15 10h.1",
  left: "M12 4.5 6.5 10l5.5 5.5",
  right: "M8 4.5l5.5 5.5L8 15.5",
  up: "M4.5 12.5 10 7l5.5 5.5",
  down: "M4.5 8 10 13.5 15.5 8",
  refresh: "M16 6v4h-4M4 14v-4h4M5 8a5.5 5.5 0 0 1 9.5-1.5L16 10M15 12a5.5 5.5 0 0 1-9.5 1.5L4 10",
  send: "M3 10 17 3.5 13 17l-3.5-5.5zM9.5 11.5 17 3.5",
  key: "M12.5 11a4 4 0 1 0-3.8-2.8L3 14v3h3v-2h2v-2h1.5zM13.5 6.5v.1",
  stop: "M7 2.8h6l4.2 4.2v6L13 17.2H7L2.8 13V7z",
  link: "M8.5 11.5 11.5 8.5M9 6l2-2a3.5 3.5 0 0 1 5 5l-2 2M11 14l-2 2a3.5 3.5 0 0 1-5-5l2-2",
  map: "M3 5.5 7.5 3.5l5 2 4.5-2v11l-4.5 2-5-2-4.5 2zM7.5 3.5v11M12.5 5.5v11",
  fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
  desktop: "M3 4h14v9H3zM7.5 16.5h5M10 13v3.5",
  phone: "M6.5 2.5h7v15h-7zM9.5 15.2h1",
  moon: "M16 11.5A6.5 6.5 0 1 1 8.5 4a5.2 5.2 0 0 0 7.5 7.5z",
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside a text; alone it needs a label on its button. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: "none" }}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

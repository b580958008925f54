import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** Shade 8 carries white text at 7:1; 2 and 3 are for text on dark grounds. */
const drip: MantineColorsTuple = [
  "#eef0ff",
  "#dcdffa",
  "#b7bdf2",
  "#8f98ea",
  "#6d78e3",
  "#5764df",
  "#4b59dd",
  "#3d4ac5",
  "#3541b1",
  "#2a369c",
];

/** Mantine's own greys are warm, and stand out brown on our bluish grounds. */
const dark: MantineColorsTuple = [
  "#dfe1e8",
  "#bfc2cd",
  "#9196a5",
  "#6d7282",
  "#434754",
  "#2f323c",
  "#20222a",
  "#17181d",
  "#111216",
  "#0c0d10",
];

export const theme = createTheme({
  colors: { drip, dark },
  primaryColor: "drip",
  primaryShade: 8,
  autoContrast: true,
  respectReducedMotion: true,
  defaultRadius: "md",
  cursorType: "pointer",
  fontFamily:
    'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  headings: { fontWeight: "620" },
  components: {
    Button: { defaultProps: { size: "sm" } },
    TextInput: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "sm", comboboxProps: { shadow: "md" } } },
    Badge: { defaultProps: { variant: "light", radius: "sm", tt: "none", fw: 550 } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Tabs: { defaultProps: { color: "var(--chosen-text)" } },
  },
});

/** Mantine's own dimmed text and placeholders fail WCAG AA on our grounds. */
export const variables: CSSVariablesResolver = () => ({
  variables: { "--side": "13.5rem" },
  light: {
    "--mantine-color-error": "#b42318",
    "--mantine-color-dimmed": "#565d66",
    "--mantine-color-placeholder": "#676e77",
    "--ground": "#f7f7f9",
    "--card": "#ffffff",
    "--line": "#e3e4e9",
    "--line-strong": "#8b8f9c",
    "--hover": "#f0f1f5",
    "--chosen": "#e9ebfd",
    "--chosen-text": "#2a369c",
    "--focus": "#3541b1",
    "--good": "#18794e",
    "--warn": "#8a5300",
    "--bad": "#b42318",
  },
  dark: {
    "--mantine-color-error": "#ff8f85",
    "--mantine-color-anchor": "#a9b1f6",
    "--mantine-color-dimmed": "#a8acb8",
    "--mantine-color-placeholder": "#989cab",
    "--mantine-color-body": "#17181d",
    "--ground": "#111216",
    "--card": "#17181d",
    "--line": "#2a2c35",
    "--line-strong": "#727786",
    "--hover": "#20222a",
    "--chosen": "#272b52",
    "--chosen-text": "#c9cefa",
    "--focus": "#8f98ea",
    "--good": "#5bd197",
    "--warn": "#f0b24c",
    "--bad": "#ff8f85",
  },
});

import type { Page } from "playwright-core";

type Look = {
  path: string;
  /** What is done before the picture is taken. */
  act?: (page: Page) => Promise<void>;
};

const openRow = (at: number) => async (page: Page) => {
  await page.locator("tbody tr[data-index]").nth(at).click();
  await page.getByRole("complementary").or(page.getByRole("dialog")).waitFor();
};
const openDialog = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name, exact: true }).first().click();
  await page.getByRole("dialog").waitFor();
};
const frame = async (page: Page) => {
  await page.frameLocator("iframe").locator("body").waitFor();
};

/** Pages of sequences: what is drawn. */
export const SEQUENCE_LOOKS: Record<string, Look> = {
  sequences: { path: "/sequences" },
  canvas: { path: "/sequences/trial" },
  "canvas-step": { path: "/sequences/onboarding?step=size" },
  "canvas-paused": { path: "/sequences/wiedergewinnung-grosskunden-herbst-2026" },
  code: { path: "/sequences/welcome?view=code" },
  simulate: { path: "/sequences/welcome?view=simulate" },
  versions: { path: "/sequences/welcome?view=versions" },
  publish: {
    path: "/sequences/welcome",
    act: async (page) => {
      await openDialog("Publish")(page);
      await page.getByText("go by other rules").first().waitFor();
    },
  },
  results: { path: "/sequences/welcome?view=results" },
  backtest: { path: "/sequences/welcome?view=backtest" },
};

/** All other pages. Of timelines the messages: what else one instant holds has no order. */
export const LOOKS: Record<string, Look> = {
  home: { path: "/" },
  contacts: { path: "/contacts", act: openRow(2) },
  contact: { path: "/contacts/crm-account-4711?kind=message" },
  "contact-bounced": { path: "/contacts/bounce?kind=message" },
  segments: { path: "/segments" },
  segment: { path: "/segments/lapsed" },
  templates: { path: "/templates" },
  template: { path: "/templates/trial-tips", act: frame },
  messages: { path: "/messages" },
  message: { path: "/messages", act: openRow(2) },
  mailbox: { path: "/mailbox", act: openRow(3) },
  operations: { path: "/operations" },
  "waiting-mail": { path: "/operations?tab=mails" },
  "dead-letters": { path: "/operations?tab=failures", act: openRow(0) },
  settings: { path: "/operations?tab=settings" },
  palette: {
    path: "/",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill("tri");
      await page.getByRole("option", { name: "Did we make it too hard?" }).waitFor();
    },
  },
  missing: { path: "/contacts/unknown" },
};

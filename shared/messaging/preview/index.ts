export { messageContent } from "./message-content.ts";
export { type PreviewData, previewTemplate } from "./preview-template.ts";

export { makeRequests } from "./make-requests.ts";
export { deleteAnswerPointer, pagesOfAnswers, putAnswerPointer } from "./webhook-result-store.ts";

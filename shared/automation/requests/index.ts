export { Asker, CallBody, MAX_REQUESTS } from "./call-body.ts";
export { makeRequests } from "./make-requests.ts";
export { deleteAnswerPointer, pagesOfAnswers, putAnswerPointer } from "./webhook-result-store.ts";

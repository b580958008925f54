export * from "./session-store.ts";
export { checkSignInCode, makeSignInCode } from "./sign-in-code-store.ts";

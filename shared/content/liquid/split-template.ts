import { type Template, TypeGuards } from "liquidjs";
import { type Expression, expressionOf } from "./read-expression.ts";

/** A part without tags: fixed pieces, one more than the values between them. */
export type Pieces = { fixed: string[]; values: Expression[] };

/** Undefined when a part has a tag or an output that is no {@link Expression}. */
export function splitTemplate(part: Template[]): Pieces | undefined {
  const fixed = [""];
  const values: Expression[] = [];
  for (const { token } of part) {
    if (TypeGuards.isHTMLToken(token)) fixed.push(fixed.pop() + token.getContent());
    else if (TypeGuards.isOutputToken(token)) {
      const value = expressionOf(token);
      if (!value) return undefined;
      values.push(value);
      fixed.push("");
    } else return undefined;
  }
  return { fixed, values };
}

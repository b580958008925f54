import { StreamLanguage } from "@codemirror/language";

type State = { isComment: boolean };

/** Colours for literals of JSON and TypeScript: names of fields, texts, numbers, comments. */
export const literalLanguage = StreamLanguage.define<State>({
  startState: () => ({ isComment: false }),
  token: (stream, state) => {
    if (state.isComment || stream.match("/*")) {
      state.isComment = !stream.match(/^.*?\*\//);
      if (state.isComment) stream.skipToEnd();
      return "comment";
    }
    if (stream.eatSpace()) return null;
    if (stream.match(/^\/\/.*/)) return "comment";
    if (stream.match(/^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|[\w$]+)(?=\s*:)/))
      return "propertyName";
    if (stream.match(/^(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|`(?:[^`\\]|\\.)*`?)/))
      return "string";
    if (stream.match(/^-?\d[\w.]*/)) return "number";
    if (stream.match(/^(?:true|false|null)\b/)) return "bool";
    if (stream.match(/^(?:import|from|export|default|const)\b/)) return "keyword";
    if (!stream.match(/^[\w$]+/)) stream.next();
    return null;
  },
  languageData: { commentTokens: { line: "//" }, closeBrackets: { brackets: ["{", "[", '"'] } },
});

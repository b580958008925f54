/** The sequence as code. */
export const texts = {
  language: "Language of the code",
  languages: { json: "JSON", typescript: "TypeScript" },
  editor: "The sequence as code",
  fault: (line: string, column: string, message: string) =>
    `Line ${line}, column ${column}: ${message}`,
  kept: "The sequence stays as it was until the code is right.",
  same: "Code and canvas are the same",
  copy: "Copy the code",
};

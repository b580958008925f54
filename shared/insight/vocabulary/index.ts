export { readVocabulary, type Vocabulary } from "./read-vocabulary.ts";

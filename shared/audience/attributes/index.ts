export {
  declareAttribute,
  deleteDeclared,
  readDeclared,
  versionOfDeclared,
} from "./declare-attribute.ts";
export { fitsDeclared, typeFaults } from "./declared.ts";
export { describeType, fitsType, typeOfValues } from "./fits-type.ts";

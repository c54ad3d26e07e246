export {
  address, anyLink, autoNumber, choice, choices, day, decimal, duration, email, field, file, formula, image, instant, integer, lines, link,
  longText, money, percent, person, phone, richText, rollUp, tags, text, webAddress, yesNo,
  type Address, type AnyLink, type Field, type Fields, type Id, type Money, type StoredFile,
} from './fields.ts'
export { defineObject, extendObject, type AnyObject, type Change, type ExtensionDef, type NewRow, type ObjectDef, type RowOf, type SystemField, type ViewHints } from './define-object.ts'
export { defineRules, issue, type RuleContext, type RulesDef } from './define-rules.ts'
export { Fault, fail, failWith, kernelFaults, type Issue, type KernelFaultCode } from './fault.ts'
export { locales, type ChoiceOption, type FieldType, type Labels, type Locale, type ParseContext } from './field-type.ts'
export { toCamel, toKebab, toSnake } from './names.ts'
export { department, exchangeRate, member } from './people.ts'

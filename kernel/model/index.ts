export { dayOf } from './day-of.ts'
export {
  type AnyObject,
  type Change,
  defineObject,
  type ExtensionDef,
  extendObject,
  type NewRow,
  type ObjectDef,
  type RowOf,
  type SystemField,
  type ViewHints,
} from './define-object.ts'
export { defineRules, issue, type RuleContext, type RulesDef } from './define-rules.ts'
export { definition } from './definition.ts'
export { Fault, fail, failWith, type Issue, type KernelFaultCode, kernelFaults } from './fault.ts'
export { type ChoiceOption, type FieldType, type Labels, type Locale, locales, type ParseContext } from './field-type.ts'
export { type Mention, mentionedIn, mentionParts, type TextPart, toMark, withoutMarks } from './field-types/long-text/mentions.ts'
export { minorDigits } from './field-types/money/minor-digits.ts'
export {
  type Address,
  type AnyLink,
  address,
  anyLink,
  autoNumber,
  choice,
  choices,
  day,
  decimal,
  duration,
  eitherOf,
  email,
  type Field,
  type Fields,
  field,
  file,
  formula,
  type Id,
  image,
  instant,
  integer,
  json,
  lines,
  link,
  longText,
  type Money,
  money,
  percent,
  person,
  phone,
  richText,
  rollUp,
  type StoredFile,
  secret,
  tags,
  text,
  webAddress,
  yesNo,
} from './fields.ts'
export { isFilled } from './is-filled.ts'
export { toKebab, toSnake } from './names.ts'
export { builtInRoles, department, exchangeRate, member, membership, role, share } from './people.ts'
export { addDays, instantOf, type PeriodUnit, periodAt, startOfDay } from './periods.ts'

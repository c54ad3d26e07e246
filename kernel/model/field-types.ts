import { fail } from './fault.ts'
import type { FieldType } from './field-type.ts'
import { addressType } from './field-types/address/address.ts'
import { anyLinkType } from './field-types/any-link/any-link.ts'
import { autoNumberType } from './field-types/auto-number/auto-number.ts'
import { choiceType } from './field-types/choice/choice.ts'
import { choicesType } from './field-types/choices/choices.ts'
import { dayType } from './field-types/day/day.ts'
import { decimalType } from './field-types/decimal/decimal.ts'
import { durationType } from './field-types/duration/duration.ts'
import { emailType } from './field-types/email/email.ts'
import { fileType } from './field-types/file/file.ts'
import { formulaType } from './field-types/formula/formula.ts'
import { idType } from './field-types/id/id.ts'
import { imageType } from './field-types/image/image.ts'
import { instantType } from './field-types/instant/instant.ts'
import { integerType } from './field-types/integer/integer.ts'
import { jsonType } from './field-types/json/json.ts'
import { linesType } from './field-types/lines/lines.ts'
import { linkType } from './field-types/link/link.ts'
import { longTextType } from './field-types/long-text/long-text.ts'
import { moneyType } from './field-types/money/money.ts'
import { percentType } from './field-types/percent/percent.ts'
import { personType } from './field-types/person/person.ts'
import { phoneType } from './field-types/phone/phone.ts'
import { richTextType } from './field-types/rich-text/rich-text.ts'
import { rollUpType } from './field-types/roll-up/roll-up.ts'
import { secretType } from './field-types/secret/secret.ts'
import { tagsType } from './field-types/tags/tags.ts'
import { textType } from './field-types/text/text.ts'
import { webAddressType } from './field-types/web-address/web-address.ts'
import { yesNoType } from './field-types/yes-no/yes-no.ts'

const all: readonly FieldType[] = [
  ...[idType, textType, longTextType, richTextType, integerType, decimalType, percentType, moneyType, yesNoType],
  ...[dayType, instantType, durationType, choiceType, choicesType, linkType, personType, anyLinkType],
  jsonType,
  secretType,
  ...[emailType, phoneType, webAddressType, addressType, fileType, imageType, tagsType, autoNumberType, formulaType, rollUpType, linesType],
]

/** Every kind of value there is, by its name. */
export const fieldTypes: Readonly<Record<string, FieldType>> = Object.freeze(
  Object.fromEntries(all.map((type) => [type.kind, Object.freeze(type)])),
)

/** The type of a kind. @throws `kernel.bad-value` with `want: 'kind'` for a kind that does not exist. */
export const fieldType = (kind: string): FieldType =>
  Object.hasOwn(fieldTypes, kind) ? fieldTypes[kind]! : fail('kernel.bad-value', { want: 'kind', kind })

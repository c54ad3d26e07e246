import { addressWeb } from '../../model/field-types/address/address.web.tsx'
import { anyLinkWeb } from '../../model/field-types/any-link/any-link.web.tsx'
import { autoNumberWeb } from '../../model/field-types/auto-number/auto-number.web.tsx'
import { choiceWeb } from '../../model/field-types/choice/choice.web.tsx'
import { choicesWeb } from '../../model/field-types/choices/choices.web.tsx'
import { dayWeb } from '../../model/field-types/day/day.web.tsx'
import { decimalWeb } from '../../model/field-types/decimal/decimal.web.tsx'
import { durationWeb } from '../../model/field-types/duration/duration.web.tsx'
import { emailWeb } from '../../model/field-types/email/email.web.tsx'
import { fileWeb } from '../../model/field-types/file/file.web.tsx'
import { formulaWeb } from '../../model/field-types/formula/formula.web.tsx'
import { idWeb } from '../../model/field-types/id/id.web.tsx'
import { imageWeb } from '../../model/field-types/image/image.web.tsx'
import { instantWeb } from '../../model/field-types/instant/instant.web.tsx'
import { integerWeb } from '../../model/field-types/integer/integer.web.tsx'
import { jsonWeb } from '../../model/field-types/json/json.web.tsx'
import { linesWeb } from '../../model/field-types/lines/lines.web.tsx'
import { linkWeb } from '../../model/field-types/link/link.web.tsx'
import { longTextWeb } from '../../model/field-types/long-text/long-text.web.tsx'
import { moneyWeb } from '../../model/field-types/money/money.web.tsx'
import { percentWeb } from '../../model/field-types/percent/percent.web.tsx'
import { personWeb } from '../../model/field-types/person/person.web.tsx'
import { phoneWeb } from '../../model/field-types/phone/phone.web.tsx'
import { richTextWeb } from '../../model/field-types/rich-text/rich-text.web.tsx'
import { rollUpWeb } from '../../model/field-types/roll-up/roll-up.web.tsx'
import { secretWeb } from '../../model/field-types/secret/secret.web.tsx'
import { tagsWeb } from '../../model/field-types/tags/tags.web.tsx'
import { textWeb } from '../../model/field-types/text/text.web.tsx'
import { webAddressWeb } from '../../model/field-types/web-address/web-address.web.tsx'
import { yesNoWeb } from '../../model/field-types/yes-no/yes-no.web.tsx'
import { installTypes } from './type-of.ts'
import './fields.css'

/** Browser halves of all field types, one line each. */
installTypes([
  addressWeb,
  anyLinkWeb,
  autoNumberWeb,
  choiceWeb,
  choicesWeb,
  dayWeb,
  decimalWeb,
  durationWeb,
  emailWeb,
  fileWeb,
  formulaWeb,
  idWeb,
  imageWeb,
  instantWeb,
  integerWeb,
  jsonWeb,
  linesWeb,
  linkWeb,
  longTextWeb,
  moneyWeb,
  percentWeb,
  personWeb,
  phoneWeb,
  richTextWeb,
  rollUpWeb,
  secretWeb,
  tagsWeb,
  textWeb,
  webAddressWeb,
  yesNoWeb,
])

export { addsUp, toWriting, webTypeOf } from './type-of.ts'

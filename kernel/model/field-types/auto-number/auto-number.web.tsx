import { LineCell, LineInput, lineFromClipboard } from '../../../web/fields/line-input.tsx'
import type { InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { useTexts } from '../../../web/i18n/texts.ts'

/** Empty counts: the number comes by itself when the record is saved. */
function AutoNumberInput(props: InputProps) {
  const say = useTexts()
  return <LineInput {...props} {...(props.place === 'filter' ? {} : { placeholder: say('field.auto-number') })} />
}

export const autoNumberWeb: WebFieldType = {
  kind: 'autoNumber',
  Cell: LineCell,
  Input: AutoNumberInput,
  width: 150,
  toClipboard: String,
  fromClipboard: lineFromClipboard,
}

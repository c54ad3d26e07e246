import type { FieldType, ParseContext } from '../../field-type.ts'
import { nobody, readId } from '../id/id.ts'
import { linkType, reverseSettings } from '../link/link.ts'
import { equality } from '../operators.ts'

const readMember = (input: unknown, { memberId }: ParseContext): string => (input === 'me' ? (memberId ?? nobody) : readId(input))

/** A link to a member; `me` is the member who asks, and nobody where no member does. */
export const personType: FieldType = {
  ...linkType,
  kind: 'person',
  parse: (input, _options, context) => {
    if (input === null || input === '') return null
    return input === 'me' ? context.memberId : readId(input)
  },
  operators: equality({ cast: 'uuid', read: (value, { context }) => readMember(value, context) }),
  refers: () => 'member',
  checkOptions: () => [],
  settings: reverseSettings,
}

import { Mentions } from 'antd'
import { useRef, useState } from 'react'
import { useList } from '../../../web/data/use-list.ts'
import { controlProps, useTyped } from '../../../web/fields/input-props.ts'
import { useDebounced } from '../../../web/fields/use-debounced.ts'
import type { InputProps } from '../../../web/fields/web-field-type.ts'
import { isCommand } from '../../../web/parts/keys.ts'
import { member } from '../../people.ts'
import { mentionParts, withoutMarks } from './mentions.ts'
import { withMarks } from './with-marks.ts'

/** Several lines in which `@` offers persons. What is typed reads `@Wang`; what is kept says who is meant. */
export function MentionInput(props: InputProps) {
  const { value, onChange, onDone, typed, field } = props
  const text = String(value ?? '')
  const known = useRef(new Map<string, string>())
  for (const part of mentionParts(text)) if (typeof part !== 'string') known.current.set(part.name, part.person)
  const [q, setQ] = useState<string | null>(null)
  const asked = useDebounced(q ?? '', 200)
  const { rows, isFetching } = useList(
    { object: member.name, filter: { active: true }, ...(asked ? { q: asked } : { sort: ['name'] }), fields: ['id', 'name'], limit: 20 },
    { enabled: q !== null },
  )
  const shown = useRef(withoutMarks(text))
  const write = (next: string) => {
    shown.current = next
    const marked = withMarks(next, known.current)
    onChange(marked === '' ? null : marked)
  }
  useTyped(typed, write)
  const { variant, ...control } = controlProps(props)
  return (
    <Mentions
      {...control}
      variant={variant}
      className="zk-lines-input"
      rows={3}
      loading={isFetching}
      filterOption={false}
      options={rows.map((row) => ({ value: String(row.name), label: String(row.name), key: row.id }))}
      {...(typeof field.options.max === 'number' ? { maxLength: field.options.max } : {})}
      value={withoutMarks(text)}
      onSearch={(part) => setQ(part)}
      onSelect={({ value: name, key }) => {
        // The name is in the text by then, and nobody knew yet whose it is.
        const person = rows.find(({ id }) => key?.startsWith(id))
        if (!name || !person) return
        known.current.set(name, person.id)
        write(shown.current)
      }}
      onChange={write}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !onDone || event.nativeEvent.isComposing || !isCommand(event)) return
        event.preventDefault()
        event.stopPropagation()
        onDone()
      }}
    />
  )
}

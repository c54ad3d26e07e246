import { Button, Checkbox, Input, Popover } from 'antd'
import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react'
import { useState } from 'react'
import type { ObjectMeta } from '../data/meta-types.ts'
import { fieldAt, useMeta } from '../data/use-meta.ts'
import { webTypeOf } from '../fields/registry.ts'
import { useTexts } from '../i18n/texts.ts'
import { usualColumns } from './list-state.ts'

type ColumnsProps = Readonly<{ object: ObjectMeta; columns: readonly string[]; onColumns(columns: readonly string[]): void }>

const swap = (columns: readonly string[], from: number, to: number): readonly string[] => {
  const next = [...columns]
  const [moved] = next.splice(from, 1)
  if (moved) next.splice(to, 0, moved)
  return next
}

function ColumnsList({ object, columns, onColumns }: ColumnsProps) {
  const say = useTexts()
  const meta = useMeta()
  const [words, setWords] = useState('')
  const others = Object.values(object.fields).filter(
    (field) => !columns.includes(field.name) && webTypeOf(field).listed !== false && field.name !== 'id',
  )
  const isAsked = (label: string) => label.toLowerCase().includes(words.toLowerCase())
  return (
    <div className="zk-columns">
      <Input
        allowClear
        size="small"
        placeholder={say('columns.search')}
        aria-label={say('columns.search')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <ul>
        {columns.map((path, position) => {
          const field = fieldAt(meta, object, path)
          if (!field || !isAsked(field.label)) return null
          return (
            <li key={path} className="zk-row">
              <Checkbox checked disabled={path === object.title} onChange={() => onColumns(columns.filter((other) => other !== path))}>
                {field.label}
              </Checkbox>
              <span className="zk-grow" />
              <Button
                type="text"
                size="small"
                icon={<ArrowUp size={14} aria-hidden="true" />}
                disabled={position === 0}
                aria-label={say('columns.earlier', { column: field.label })}
                onClick={() => onColumns(swap(columns, position, position - 1))}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDown size={14} aria-hidden="true" />}
                disabled={position === columns.length - 1}
                aria-label={say('columns.later', { column: field.label })}
                onClick={() => onColumns(swap(columns, position, position + 1))}
              />
            </li>
          )
        })}
        {others
          .filter(({ label }) => isAsked(label))
          .map((field) => (
            <li key={field.name}>
              <Checkbox checked={false} onChange={() => onColumns([...columns, field.name])}>
                {field.label}
              </Checkbox>
            </li>
          ))}
      </ul>
      <Button type="text" size="small" onClick={() => onColumns(usualColumns(object))}>
        {say('columns.usual')}
      </Button>
    </div>
  )
}

/** Which columns a list shows and in which order. */
export function ColumnsMenu(props: ColumnsProps) {
  const say = useTexts()
  return (
    <Popover trigger="click" placement="bottomRight" destroyOnHidden content={<ColumnsList {...props} />}>
      <Button type="text" size="small" className="zk-wide-only" icon={<Columns3 size={16} strokeWidth={1.5} aria-hidden="true" />}>
        {say('columns.button')}
      </Button>
    </Popover>
  )
}

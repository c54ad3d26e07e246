import { Button, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import type { ObjectMeta } from '../data/meta-types.ts'
import type { FilterJson } from '../data/use-list.ts'
import { fieldAt, useMeta } from '../data/use-meta.ts'
import { ConditionChip } from '../filter/condition-chip.tsx'
import { FilterBuilder } from '../filter/filter-builder.tsx'
import { type Group, replaceAt, toJson, toTree } from '../filter/filter-tree.ts'
import { useTexts } from '../i18n/texts.ts'
import { holdsWords, joinWall, ownChoices, splitWall } from './wall-state.ts'
import '../filter/filter.css'

type Wall = FilterJson | null
type EditorProps = Readonly<{ object: ObjectMeta; wall: Wall; onChange?: ((wall: Wall) => void) | undefined }>

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
const nothing = () => undefined

/** The filter's tree: conditions that are not complete yet stay in it, though the wall does not hold them. */
function useTree(object: ObjectMeta, filter: FilterJson) {
  const meta = useMeta()
  const asked = useMemo(() => toTree(filter, (path) => Boolean(fieldAt(meta, object, path))), [filter, meta, object])
  const [draft, setDraft] = useState<Group | null>(null)
  return { tree: draft && isSame(toJson(draft), toJson(asked)) ? draft : asked, setDraft }
}

/** What must be the person's own, and a filter as of a list: both must hold. */
function WallConditions({ object, wall, onChange }: EditorProps) {
  const say = useTexts()
  const parts = useMemo(() => splitWall(wall), [wall])
  const { tree, setDraft } = useTree(object, parts.filter)
  const [isOpen, setOpen] = useState(false)
  const change = (next: Group) => {
    setDraft(next)
    const filter = toJson(next)
    if (!isSame(filter, parts.filter)) onChange?.(joinWall({ ...parts, filter }))
  }
  const choices = ownChoices(object).map(({ field, word }) => ({
    value: `${field.name} ${word}`,
    label: say(`rights.wall.own.${word.slice(1)}`, { field: field.label }),
  }))
  return (
    <div className="zk-wall">
      {choices.length > 0 && (
        <Select
          mode="multiple"
          aria-label={say('rights.wall.own')}
          placeholder={say('rights.wall.own')}
          disabled={!onChange}
          value={[...parts.own]}
          options={choices}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(own: string[]) => onChange?.(joinWall({ ...parts, own }))}
        />
      )}
      <div className="zk-filter-sentence">
        {tree.items.map((node, position) => (
          <ConditionChip
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
            key={position}
            node={node}
            object={object}
            onOpen={() => setOpen(true)}
            onRemove={() => (onChange ? change(replaceAt(tree, [position], null)) : nothing())}
          />
        ))}
        {onChange && !isOpen && (
          <Button size="small" onClick={() => setOpen(true)}>
            {say(tree.items.length > 0 ? 'rights.wall.edit' : 'filter.add')}
          </Button>
        )}
      </div>
      {onChange && isOpen && <FilterBuilder tree={tree} object={object} onChange={change} />}
    </div>
  )
}

/** The wall as text, for what the conditions cannot say. Text that is no filter yet stays where it is typed. */
function WallText({ wall, onChange }: Omit<EditorProps, 'object'>) {
  const say = useTexts()
  const [text, setText] = useState(() => (wall ? JSON.stringify(wall, null, 2) : ''))
  const [isGood, setGood] = useState(true)
  const read = (next: string) => {
    setText(next)
    try {
      const said = next.trim() === '' ? null : (JSON.parse(next) as Wall)
      const isFilter = said === null || (typeof said === 'object' && !Array.isArray(said))
      setGood(isFilter)
      if (isFilter) onChange?.(said)
    } catch {
      setGood(false)
    }
  }
  return (
    <Input.TextArea
      aria-label={say('rights.wall')}
      {...(isGood ? {} : { status: 'error' as const })}
      disabled={!onChange}
      className="zk-json-input"
      spellCheck={false}
      rows={4}
      placeholder={'{ "ownerDepartment": { "in": "$departments" } }'}
      value={text}
      onChange={(event) => read(event.target.value)}
    />
  )
}

/** Which records a role may reach at most. */
export function WallEditor(props: EditorProps) {
  const say = useTexts()
  const { object, wall } = props
  // Words for the person deep inside a filter are more than the conditions can show.
  const mustBeText = holdsWords(splitWall(wall).filter)
  const [isText, setText] = useState(mustBeText)
  return (
    <section>
      <h3>
        {say('rights.wall')}
        {!mustBeText && (
          <Button type="link" size="small" onClick={() => setText(!isText)}>
            {say(isText ? 'rights.wall.as-conditions' : 'rights.wall.as-text')}
          </Button>
        )}
      </h3>
      <p className="zk-second zk-small">{say('rights.wall.why', { objects: object.labelPlural })}</p>
      {isText || mustBeText ? <WallText {...props} /> : <WallConditions {...props} />}
    </section>
  )
}

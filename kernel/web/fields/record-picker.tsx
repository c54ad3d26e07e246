import { Select } from 'antd'
import { Plus, Search } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { LinkValue, ObjectMeta, Row } from '../data/meta-types.ts'
import { type FilterJson, useList } from '../data/use-list.ts'
import { titleOf, useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { Avatar } from '../parts/avatar.tsx'
import { controlProps, opensAtOnce, popupClass, useTyped } from './input-props.ts'
import { Mark } from './mark.tsx'
import { useDebounced } from './use-debounced.ts'
import type { InputProps } from './web-field-type.ts'

const FormDrawer = lazy(() => import('../views/form/form-drawer.tsx').then(({ FormDrawer: component }) => ({ default: component })))

type RecordPickerProps = InputProps &
  Readonly<{
    to: string
    /** What the records offered must hold, if the person does not ask for all of them. */
    narrow?: FilterJson | undefined
    /** What one that is made on the spot begins with. */
    preset?: Partial<Row> | undefined
    /** What they must hold in any case. */
    only?: FilterJson | undefined
    /** People are round, all else is square. */
    shape?: 'round' | 'square'
    sort?: string
    /** Whether a record that is not there yet may be made on the spot. */
    mayCreate?: boolean
  }>

const createKey = '+create'
const allKey = '+all'
const shownRows = 20

export type Entry = { value: string; label: string; sign?: ReactNode; mark?: string }

export function useOffered(
  target: ObjectMeta,
  { q, filter, sort, isOpen }: { q: string; filter: FilterJson | undefined; sort: string; isOpen: boolean },
) {
  const { rows, isFetching } = useList(
    {
      object: target.name,
      ...(q ? { q } : { sort: [sort] }),
      ...(filter ? { filter } : {}),
      fields: ['id', target.title, ...(target.views?.mark ? [target.views.mark] : [])],
      limit: shownRows,
    },
    { enabled: isOpen },
  )
  return { rows, isFetching }
}

export const toEntry = (target: ObjectMeta | undefined, row: Row, untitled: string): Entry => ({
  value: row.id,
  label: (target && titleOf(target, row)) || untitled,
  ...(target?.views.mark && row[target.views.mark] ? { mark: String(row[target.views.mark]) } : {}),
})

const toValue = (entry: Entry | undefined, id: string): LinkValue => ({
  id,
  title: entry?.label ?? null,
  ...(entry?.mark ? { mark: entry.mark } : {}),
})

/** What is offered below the records: to look at all of them, to make the one that is missing. */
function useSteps(target: ObjectMeta | undefined, o: { q: string; canWiden: boolean; mayCreate: boolean }): readonly Entry[] {
  const say = useTexts()
  if (!target) return []
  const widen = {
    value: allKey,
    label: say('field.link.all', { objects: target.labelPlural }),
    sign: <Search size={14} aria-hidden="true" />,
  }
  const title = o.q.trim()
  const label = title ? say('field.link.create-named', { object: target.label, title }) : say('field.link.create', { object: target.label })
  const create = { value: createKey, label, sign: <Plus size={14} aria-hidden="true" /> }
  return [...(o.canWiden ? [widen] : []), ...(o.mayCreate && target.may.create && !target.partOf ? [create] : [])]
}

/** One record, or one step, in the list. */
export const Offered = ({
  entry,
  target,
  shape,
}: Readonly<{ entry: Entry; target: ObjectMeta | undefined; shape: 'round' | 'square' }>) => (
  <span className="zk-picked">
    {entry.sign ?? <Avatar name={entry.label} id={entry.value} shape={shape} />}
    <span className="zk-clip">{entry.label}</span>
    {entry.mark && target && <Mark target={target} value={entry.mark} />}
  </span>
)

type MissingProps = Readonly<{ target: ObjectMeta; initial: Partial<Row>; onClose(): void; onMade(made: LinkValue): void }>

/** The form for a record that is not there yet. */
const MissingRecord = ({ target, initial, onClose, onMade }: MissingProps) => (
  <Suspense fallback={null}>
    <FormDrawer
      object={target.name}
      initial={initial}
      onClose={onClose}
      onSaved={(row) => onMade({ id: row.id, title: titleOf(target, row) })}
    />
  </Suspense>
)

/** Picks a record of another object by searching for it; offers to make it where it is missing. */
export function RecordPicker({
  to,
  narrow,
  preset,
  only,
  shape = 'square',
  sort = '-updatedAt',
  mayCreate = false,
  ...props
}: RecordPickerProps) {
  const { value, onChange, onDone, place, field, typed } = props
  const say = useTexts()
  const target = useMeta().objects[to]
  const [isOpen, setOpen] = useState(opensAtOnce(props) || typed !== undefined)
  const [q, setQ] = useState('')
  const [isWide, setWide] = useState(false)
  const [created, setCreated] = useState<string | null>(null)
  useTyped(typed, setQ)
  const settled = useDebounced(q.trim())
  const filter = { ...only, ...(isWide ? {} : narrow) }
  const { rows, isFetching } = useOffered(target ?? ({ name: to, title: 'id' } as ObjectMeta), { q: settled, filter, sort, isOpen })
  const picked = value as LinkValue | null
  const choose = (next: LinkValue | null) => {
    onChange(next)
    setQ('')
    if (place === 'cell' || place === 'record') onDone?.(next)
  }
  const steps = useSteps(target, { q, canWiden: Boolean(narrow) && !isWide, mayCreate })
  const found = rows.map((row) => toEntry(target, row, say('field.untitled')))
  const pick = (key: string | undefined) => {
    if (key === undefined) choose(null)
    else if (key === allKey) setWide(true)
    else if (key === createKey) setCreated(q.trim())
    else
      choose(
        toValue(
          found.find((entry) => entry.value === key),
          key,
        ),
      )
  }
  return (
    <>
      <Select<{ value: string; label?: ReactNode }, Entry>
        {...controlProps(props)}
        labelInValue
        className="zk-fullwidth"
        classNames={{ popup: { root: popupClass } }}
        popupMatchSelectWidth={place === 'form' ? true : 280}
        showSearch={{ filterOption: false, searchValue: q, onSearch: setQ, autoClearSearchValue: true }}
        open={isOpen}
        onOpenChange={setOpen}
        loading={isOpen && isFetching}
        allowClear={!field.required && place !== 'cell'}
        notFoundContent={isFetching ? say('field.link.searching') : say('field.link.none')}
        value={picked ? { value: picked.id, label: picked.title ?? say('field.untitled') } : (null as never)}
        options={[...found, ...steps]}
        optionRender={({ data }) => <Offered entry={data} target={target} shape={shape} />}
        onChange={(next) => pick(next?.value)}
        onSelect={(next) => next.value === picked?.id && choose(picked)}
      />
      {picked?.mark && target && <Mark target={target} value={picked.mark} />}
      {created !== null && target && (
        <MissingRecord
          target={target}
          initial={{ ...preset, ...(created ? { [target.title]: created } : {}) }}
          onClose={() => setCreated(null)}
          onMade={(made) => {
            setCreated(null)
            choose(made)
          }}
        />
      )}
    </>
  )
}

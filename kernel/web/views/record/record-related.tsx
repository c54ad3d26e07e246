import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { ChildrenMeta, FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { useCount, useList } from '../../data/use-list.ts'
import { titleOf, useMeta, useObject } from '../../data/use-meta.ts'
import { addsUp, webTypeOf } from '../../fields/type-of.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink, listAddress, recordAddress } from '../../parts/app-link.tsx'
import { Icon } from '../../parts/icon.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import './record-related.css'

const FormDrawer = lazy(() => import('../form/form-drawer.tsx').then(({ FormDrawer: component }) => ({ default: component })))

const shownRows = 5
const isEmpty = (value: unknown): boolean => value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** Reverse lists a person may look at; lines stand in their record and nowhere else, and what has no list is none. */
export function useRelated(object: ObjectMeta): readonly ChildrenMeta[] {
  const meta = useMeta()
  const { related } = object.views
  const named = related ? related.flatMap((name) => object.children[name] ?? []) : Object.values(object.children)
  return named.filter((children) => {
    const child = meta.objects[children.object]
    return child?.may.read && !child.partOf && child.views.list !== undefined
  })
}

/** One figure at the right of a line, two words below it: what the child's board or list says first. */
function telling(child: ObjectMeta, by: string): Readonly<{ figure?: FieldMeta; words: readonly FieldMeta[] }> {
  const names = [
    ...(child.views.facts ?? []),
    ...(child.views.board ? [child.views.board.by, ...child.views.board.card] : []),
    ...(child.views.list?.columns ?? []),
  ]
  const fields = [...new Set(names)].flatMap((name) => (name === by || name === child.title ? [] : (child.fields[name] ?? [])))
  const figure = fields.find(addsUp)
  const path = child.views.path ? child.fields[child.views.path] : undefined
  const words = [...new Set([...(path ? [path] : []), ...fields])].filter(
    (field) => field !== figure && !webTypeOf(field).align && !field.system && field.name !== 'owner',
  )
  return { ...(figure ? { figure } : {}), words: words.slice(0, 2) }
}

function RelatedLine({ child, row, by }: Readonly<{ child: ObjectMeta; row: Row; by: string }>) {
  const say = useTexts()
  const { figure, words } = telling(child, by)
  const title = titleOf(child, row) || say('field.untitled')
  const draw = (field: FieldMeta) => {
    const { Cell } = webTypeOf(field)
    return <Cell value={row[field.name]} field={field} object={child.name} row={row} place="fact" />
  }
  const given = words.filter((field) => !isEmpty(row[field.name]))
  return (
    <li className="zk-related-line">
      <AppLink to={recordAddress(child.plural, row.id)} className="zk-clip" title={title}>
        {title}
      </AppLink>
      {figure && !isEmpty(row[figure.name]) && <span className="zk-number zk-nowrap">{draw(figure)}</span>}
      {given.length > 0 && (
        <span className="zk-related-words">
          {given.map((field) => (
            <span key={field.name} className="zk-related-word">
              {draw(field)}
            </span>
          ))}
        </span>
      )}
    </li>
  )
}

/** What a line needs; what a field speaks of may stand in the record above. */
const fieldsOf = (child: ObjectMeta, by: string): string[] => [
  ...new Set([
    'id',
    child.title,
    by,
    ...Object.values(telling(child, by))
      .flat()
      .map(({ name }) => name),
  ]),
]

type RelatedProps = Readonly<{ object: ObjectMeta; row: Row; reverse: ChildrenMeta; isBare?: boolean }>

/** How many records of a reverse list there are; nothing for none. */
export function RelatedCount({ row, reverse }: Readonly<{ row: Row; reverse: ChildrenMeta }>) {
  const format = useFormat()
  const { data: count } = useCount({ object: reverse.object, filter: { [reverse.by]: row.id } })
  if (!count?.value) return null
  return <span className="zk-count">{` ${format.number(count.value)}${count.exact ? '' : '+'}`}</span>
}

/** Records that name this one: the latest few, how many there are, and the way to make another. Of none the head alone tells, as a record has a dozen such lists. */
export function RelatedCard({ object, row, reverse, isBare = false }: RelatedProps) {
  const say = useTexts()
  const format = useFormat()
  const child = useObject(reverse.object)
  const [isCreating, setCreating] = useState(false)
  const filter = { [reverse.by]: row.id }
  const fields = child ? fieldsOf(child, reverse.by) : ['id']
  const { rows, isPending } = useList(
    { object: reverse.object, filter, sort: ['-updatedAt'], fields, limit: shownRows },
    { enabled: Boolean(child) },
  )
  const { data: count } = useCount({ object: reverse.object, filter }, { enabled: Boolean(child) })
  if (!child) return null
  const full = { to: listAddress(child.plural), search: { filter } }
  const mayCreate = child.may.create && child.fields[reverse.by]?.right === 'write' && !child.fields[reverse.by]?.readOnly
  return (
    <section className={isBare ? 'zk-related-bare' : 'zk-card'}>
      <header className="zk-card-head zk-related-head">
        <Icon name={child.icon} />
        <h2>
          <AppLink {...full}>{reverse.label}</AppLink>
        </h2>
        {count && (
          <span className="zk-count">
            {format.number(count.value)}
            {!count.exact && '+'}
          </span>
        )}
        <span className="zk-grow" />
        {mayCreate && (
          <Button
            type="text"
            size="small"
            icon={<Plus size={16} strokeWidth={1.5} aria-hidden="true" />}
            aria-label={say('object.create', { object: child.label })}
            title={say('object.create', { object: child.label })}
            onClick={() => setCreating(true)}
          />
        )}
      </header>
      {(isPending || rows.length > 0 || isBare) && (
        <div className="zk-related-body">
          {isPending && <SkeletonLines lines={2} />}
          {!isPending && rows.length === 0 && (
            <p className="zk-meta zk-small">{say('record.related.none', { objects: child.labelPlural })}</p>
          )}
          <ul>
            {rows.map((one) => (
              <RelatedLine key={one.id} child={child} row={one} by={reverse.by} />
            ))}
          </ul>
          {count && count.value > rows.length && rows.length > 0 && (
            <AppLink {...full} className="zk-small">
              {say('record.related.all', { number: format.number(count.value) })}
            </AppLink>
          )}
        </div>
      )}
      {isCreating && (
        <Suspense fallback={null}>
          <FormDrawer
            object={child.name}
            initial={{ [reverse.by]: { id: row.id, title: titleOf(object, row) } }}
            onSaved={() => setCreating(false)}
            onClose={() => setCreating(false)}
          />
        </Suspense>
      )}
    </section>
  )
}

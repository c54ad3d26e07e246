import { useDraggable } from '@dnd-kit/core'
import { GripVertical } from 'lucide-react'
import { memo } from 'react'
import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { fieldAt, titleOf, useMeta, valueAt } from '../../data/use-meta.ts'
import { webTypeOf } from '../../fields/registry.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink, recordAddress } from '../../parts/app-link.tsx'
import { Avatar } from '../../parts/avatar.tsx'
import { Figure } from './figure.tsx'

/** A number that says nothing without its name. */
const isCount = (field: FieldMeta): boolean => Boolean(webTypeOf(field).align) && webTypeOf(field).kind !== 'money'

type FactProps = Readonly<{ object: ObjectMeta; row: Row; path: string }>

function Fact({ object, row, path }: FactProps) {
  const meta = useMeta()
  const field = fieldAt(meta, object, path)
  const value = valueAt(row, path)
  if (!field || value === null || value === undefined) return null
  const { Cell } = webTypeOf(field)
  return (
    <span className="zk-board-fact" title={field.label}>
      {isCount(field) && `${field.label} `}
      <Cell value={value} field={field} object={object.name} row={row} place="fact" />
    </span>
  )
}

function Owner({ value }: Readonly<{ value: unknown }>) {
  if (typeof value !== 'object' || value === null) return null
  const { id, title } = value as { id: string | null; title: string | null }
  if (!id) return null
  return (
    <span title={title ?? ''}>
      <Avatar name={title ?? ''} id={id} />
      <span className="zk-unseen">{title}</span>
    </span>
  )
}

/** What a card shows: the record's title, whom it belongs to, its figure, the rest, the owner. */
export const CardFace = memo(function CardFace({
  object,
  row,
  isLink = true,
}: Readonly<{ object: ObjectMeta; row: Row; isLink?: boolean }>) {
  const { card, sum } = object.views.board!
  const paths = card.filter((path) => path !== sum && path !== 'owner' && path !== object.title)
  const subtitle = paths.find((path) => object.fields[path]?.options.to)
  const title = titleOf(object, row)
  return (
    <>
      {isLink ? (
        <AppLink to={recordAddress(object.plural, row.id)} className="zk-board-title zk-clip" title={title} draggable={false}>
          {title}
        </AppLink>
      ) : (
        <span className="zk-board-title zk-clip">{title}</span>
      )}
      {subtitle && (
        <span className="zk-board-subtitle zk-clip">
          <Fact object={object} row={row} path={subtitle} />
        </span>
      )}
      <span className="zk-board-facts">
        {sum && <Figure value={row[sum]} className="zk-strong" />}
        <span className="zk-grow" />
        {paths
          .filter((path) => path !== subtitle)
          .map((path) => (
            <Fact key={path} object={object} row={row} path={path} />
          ))}
        {card.includes('owner') && <Owner value={row.owner} />}
      </span>
    </>
  )
})

type BoardCardProps = Readonly<{ object: ObjectMeta; row: Row; mayMove: boolean; isHeld: boolean }>

/** One record on the board: dragged with mouse or finger anywhere, with the keyboard by its handle. */
export function BoardCard({ object, row, mayMove, isHeld }: BoardCardProps) {
  const say = useTexts()
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: row.id,
    data: { row },
    disabled: !mayMove || isHeld,
  })
  const { onKeyDown, ...pointer } = (listeners ?? {}) as Record<string, (event: unknown) => void>
  const { role: _role, ...described } = attributes
  return (
    <li
      ref={setNodeRef}
      className="zk-board-card"
      data-dragging={isDragging || undefined}
      data-held={isHeld || undefined}
      {...(mayMove ? pointer : {})}
    >
      <CardFace object={object} row={row} />
      {mayMove && (
        <button
          type="button"
          ref={setActivatorNodeRef}
          className="zk-plain-button zk-board-grip"
          {...described}
          aria-label={say('board.grip', { title: titleOf(object, row) })}
          {...(onKeyDown ? { onKeyDown } : {})}
        >
          <GripVertical size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
    </li>
  )
}

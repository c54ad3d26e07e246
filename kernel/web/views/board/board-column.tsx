import { useDroppable } from '@dnd-kit/core'
import { Button } from 'antd'
import { ChevronLeft, ChevronRight, Plus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { useList } from '../../data/use-list.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink, createAddress, listAddress } from '../../parts/app-link.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { BoardCard } from './board-card.tsx'
import type { ColumnDef } from './columns.ts'
import { Figure } from './figure.tsx'
import type { Figures, Held } from './use-board.ts'

export type ColumnProps = Readonly<{
  object: ObjectMeta
  column: ColumnDef
  figures: Figures
  held: readonly Held[]
  isFolded: boolean
  mayMove: boolean
  onFold(folded: boolean): void
}>

function useMore(hasMore: boolean, more: () => void) {
  const end = useRef<HTMLLIElement>(null)
  const latest = useRef(more)
  latest.current = more
  useEffect(() => {
    const element = end.current
    if (!hasMore || !element) return
    const seen = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && latest.current(), {
      rootMargin: '400px',
    })
    seen.observe(element)
    return () => seen.disconnect()
  }, [hasMore])
  return end
}

function Cards({ object, column, held, mayMove }: ColumnProps) {
  const say = useTexts()
  const { rows, isPending, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useList(column.question)
  const end = useMore(hasNextPage && !isFetchingNextPage, () => void fetchNextPage())
  const away = new Set(held.map(({ row }) => row.id))
  const coming = held.filter(({ to }) => to === column.id).map(({ row }) => row)
  const here = [...coming, ...rows.filter(({ id }) => !away.has(id))]
  if (isPending) return <SkeletonLines lines={6} />
  if (error) {
    return (
      <p className="zk-board-none">
        {error.message}{' '}
        <Button type="link" size="small" onClick={() => void refetch()}>
          {say('board.again')}
        </Button>
      </p>
    )
  }
  return (
    <ul className="zk-board-cards">
      {here.map((row) => (
        <BoardCard key={row.id} object={object} row={row} mayMove={mayMove} isHeld={away.has(row.id)} />
      ))}
      {hasNextPage && (
        <li ref={end} aria-hidden="true">
          <SkeletonLines lines={2} />
        </li>
      )}
    </ul>
  )
}

/** What the sum does not say by itself, and where those are that the column leaves out. */
function Notes({ object, column, figures }: Pick<ColumnProps, 'object' | 'column' | 'figures'>) {
  const say = useTexts()
  const format = useFormat()
  const said = (['converted', 'blank', 'no-rate'] as const).flatMap((key) => {
    const count = { converted: figures.foreign, blank: figures.blank, 'no-rate': figures.missing }[key]
    return count > 0 ? [say(`board.${key}`, { count, number: format.number(count) })] : []
  })
  const q = column.question.q ? { q: column.question.q } : {}
  return (
    <>
      {said.length > 0 && <p className="zk-small zk-meta zk-board-notes">{said.join(' · ')}</p>}
      {column.older && figures.older > 0 && (
        <p className="zk-small zk-board-notes">
          <AppLink to={listAddress(object.plural)} search={{ filter: column.older, ...q }} className="zk-quiet-link">
            {say('board.older', { count: figures.older, number: format.number(figures.older) })}
          </AppLink>
        </p>
      )}
    </>
  )
}

function Head({ object, column, figures, onFold }: ColumnProps) {
  const say = useTexts()
  const format = useFormat()
  const label = column.choice?.label ?? say('board.none')
  const preset = column.choice ? { with: { [object.views.board!.by]: column.choice.key } } : {}
  return (
    <header className="zk-board-head">
      <div className="zk-row">
        <h2 className="zk-strong zk-clip" title={label}>
          {label}
        </h2>
        <AppLink
          to={listAddress(object.plural)}
          search={{ filter: column.question.filter, ...(column.question.q ? { q: column.question.q } : {}) }}
          className="zk-count"
          title={say('board.open-list')}
        >
          {format.number(figures.count)}
        </AppLink>
        <span className="zk-grow" />
        {object.may.create && column.kind !== 'won' && column.kind !== 'lost' && (
          <AppLink
            to={createAddress(object.plural)}
            search={preset}
            className="zk-board-sign"
            aria-label={say('board.create', { object: object.label, column: label })}
            title={say('board.create', { object: object.label, column: label })}
          >
            <Plus size={14} strokeWidth={1.5} aria-hidden="true" />
          </AppLink>
        )}
        <button
          type="button"
          className="zk-plain-button zk-board-sign"
          aria-label={say('board.fold', { column: label })}
          title={say('board.fold', { column: label })}
          onClick={() => onFold(true)}
        >
          <ChevronLeft size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      {object.views.board!.sum && (
        <div className="zk-row zk-small zk-meta">
          {figures.sum === null || figures.sum === undefined ? (
            <span>–</span>
          ) : (
            <span title={figures.foreign > 0 ? say('board.converted', { count: figures.foreign }) : undefined}>
              {figures.foreign > 0 && '≈ '}
              <Figure value={figures.sum} />
            </span>
          )}
          <span className="zk-grow" />
          {column.kind !== 'won' && column.kind !== 'lost' && figures.weighted !== null && figures.weighted !== undefined && (
            <span>
              {say('board.weighted')} <Figure value={figures.weighted} />
            </span>
          )}
        </div>
      )}
      <Notes object={object} column={column} figures={figures} />
    </header>
  )
}

function FoldedColumn({ column, figures, onFold, over }: ColumnProps & Readonly<{ over: boolean }>) {
  const say = useTexts()
  const format = useFormat()
  const label = column.choice?.label ?? say('board.none')
  return (
    <button
      type="button"
      className="zk-plain-button zk-board-folded"
      data-over={over || undefined}
      aria-label={say('board.unfold', { column: label })}
      title={say('board.unfold', { column: label })}
      onClick={() => onFold(false)}
    >
      <ChevronRight size={14} strokeWidth={1.5} aria-hidden="true" />
      <span className="zk-board-upright">
        <span className="zk-strong">{label}</span>
        <span className="zk-meta">
          {format.number(figures.count)}
          {figures.sum !== null && figures.sum !== undefined && (
            <>
              {' · '}
              <Figure value={figures.sum} />
            </>
          )}
        </span>
      </span>
    </button>
  )
}

/** A column: its figures, its cards, and a place to drop on. */
export function BoardColumn(props: ColumnProps) {
  const { column, isFolded } = props
  const { setNodeRef, isOver } = useDroppable({ id: `column:${column.id}`, data: { to: column.id }, disabled: column.choice === null })
  return (
    <section ref={setNodeRef} className={`zk-board-column${isFolded ? ' zk-board-narrow' : ''}`} data-over={isOver || undefined}>
      {isFolded ? (
        <FoldedColumn {...props} over={isOver} />
      ) : (
        <>
          <Head {...props} />
          <Cards {...props} />
        </>
      )}
    </section>
  )
}

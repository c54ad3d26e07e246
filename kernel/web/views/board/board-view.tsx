import {
  type Active,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { Button } from 'antd'
import { Check, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import { titleOf } from '../../data/use-meta.ts'
import { PageProblem } from '../../frame/page-problem.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { createAddress } from '../../parts/app-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { GatePanel } from '../gate/gate-panel.tsx'
import { LinkButton } from '../link-button.tsx'
import type { ListState } from '../list-state.ts'
import { CardFace } from './board-card.tsx'
import { BoardColumn } from './board-column.tsx'
import { type ColumnDef, columnId } from './columns.ts'
import { carry, collide } from './keyboard.ts'
import { useBoard } from './use-board.ts'
import { useFolded } from './use-folded.ts'
import { useMove } from './use-move.ts'
import './board.css'

function DropBar({ column }: Readonly<{ column: ColumnDef }>) {
  const say = useTexts()
  const { setNodeRef, isOver } = useDroppable({ id: `bar:${column.id}`, data: { to: column.id } })
  const Sign = column.kind === 'won' ? Check : X
  return (
    <div ref={setNodeRef} className="zk-board-bar" data-over={isOver || undefined}>
      <Sign size={16} strokeWidth={1.5} className={column.kind === 'won' ? 'zk-success' : 'zk-error'} aria-hidden="true" />
      {say('board.drop', { column: column.choice?.label })}
    </div>
  )
}

/** What a screen reader hears while a card is carried. */
function useSpokenMoves(object: ObjectMeta, columns: readonly ColumnDef[]) {
  const say = useTexts()
  return useMemo(() => {
    const title = (active: Active) => titleOf(object, active.data.current?.row as Row)
    const column = (over: { data: { current?: Record<string, unknown> | undefined } } | null) =>
      columns.find(({ id }) => id === columnId(over?.data.current?.to))?.choice?.label ?? say('board.none')
    return {
      screenReaderInstructions: { draggable: say('board.how') },
      announcements: {
        onDragStart: ({ active }: { active: Active }) => say('board.spoken.start', { title: title(active) }),
        onDragOver: ({ active, over }: { active: Active; over: Parameters<typeof column>[0] }) =>
          over ? say('board.spoken.over', { title: title(active), column: column(over) }) : undefined,
        onDragEnd: ({ active, over }: { active: Active; over: Parameters<typeof column>[0] }) =>
          over ? say('board.spoken.end', { title: title(active), column: column(over) }) : undefined,
        onDragCancel: ({ active }: { active: Active }) => say('board.spoken.cancel', { title: title(active) }),
      },
    }
  }, [object, columns, say])
}

function NothingHere({ object, state }: Readonly<{ object: ObjectMeta; state: ListState }>) {
  const say = useTexts()
  const isNarrowed = Object.keys(state.filter).length > 0 || state.q !== ''
  if (isNarrowed) {
    return (
      <EmptyState icon="filter" title={say('board.no-match', { objects: object.labelPlural })}>
        <Button onClick={() => state.change({ filter: {}, q: '' })}>{say('board.no-filter')}</Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={object.icon} title={say('board.empty', { objects: object.labelPlural })} why={say('board.empty.why')}>
      {object.may.create && (
        <LinkButton type="primary" to={createAddress(object.plural)}>
          {say('object.create', { object: object.label })}
        </LinkButton>
      )}
    </EmptyState>
  )
}

/** Records as cards in the columns of a choice field; dragging a card writes one record. */
export function View({ object, state }: Readonly<{ object: ObjectMeta; state: ListState }>) {
  const by = object.fields[object.views.board!.by]!
  const mayMove = object.may.update && by.right === 'write' && !by.readOnly
  const move = useMove(object)
  const { columns, figuresOf, error, isPending, total } = useBoard(object, state, move.held)
  const { isFolded, fold } = useFolded(object.name)
  const [dragged, setDragged] = useState<Row | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: carry }),
  )
  const spoken = useSpokenMoves(object, columns)
  const bars = columns.filter(
    (column) => (column.kind === 'won' || column.kind === 'lost') && isFolded(column) && column.id !== columnId(dragged?.[by.name]),
  )
  const drop = ({ over, active }: DragEndEvent) => {
    const row = dragged
    setDragged(null)
    if (!over || !row) return
    const rect = active.rect.current.translated
    const onBar = String(over.id).startsWith('bar:')
    move.start(row, columnId(over.data.current?.to), {
      x: onBar ? (rect?.left ?? 0) : over.rect.left + over.rect.width,
      y: rect?.top ?? over.rect.top,
    })
  }
  if (error) return <PageProblem error={error} />
  if (!isPending && total === 0) return <NothingHere object={object} state={state} />
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={collide}
      accessibility={spoken}
      onDragStart={({ active }) => setDragged(active.data.current?.row as Row)}
      onDragCancel={() => setDragged(null)}
      onDragEnd={drop}
    >
      <div className="zk-board" data-dragging={dragged ? true : undefined}>
        {columns.map((column) => (
          <BoardColumn
            key={column.id}
            object={object}
            column={column}
            figures={figuresOf(column.id)}
            held={move.held}
            isFolded={isFolded(column)}
            mayMove={mayMove}
            onFold={(folded) => fold(column.id, folded)}
          />
        ))}
      </div>
      {dragged && bars.length > 0 && (
        <div className="zk-board-bars">
          {bars.map((column) => (
            <DropBar key={column.id} column={column} />
          ))}
        </div>
      )}
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <div className="zk-board-card zk-board-flying">
            <CardFace object={object} row={dragged} isLink={false} />
          </div>
        )}
      </DragOverlay>
      {move.gate && <GatePanel object={object} gate={move.gate} isSending={move.isSending} onGo={move.go} onLeave={move.leave} />}
    </DndContext>
  )
}

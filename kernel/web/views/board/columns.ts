import dayjs from 'dayjs'
import type { ChoiceMeta, ObjectMeta } from '../../data/meta-types.ts'
import type { AggregateQuestion } from '../../data/use-aggregate.ts'
import type { FilterJson, ListQuestion } from '../../data/use-list.ts'
import { both } from '../../filter/filter-tree.ts'
import { type Kind, kindOf } from './moves.ts'

/** A column: one option of the board's field, or the records that have none. */
export type ColumnDef = Readonly<{
  /** Stands for the column in drag and drop; the option's key, or `''` for none. */
  id: string
  choice: ChoiceMeta | null
  kind: Kind | null
  /** The cards in it, in the order of the page. */
  question: ListQuestion
  /** Those that ended earlier than the board shows; null where it shows all. */
  older: FilterJson | null
}>

/** Fields a card needs: what it shows, where it stands, and the version that a move starts from. */
function cardFields(object: ObjectMeta): readonly string[] {
  const { by, card, sum } = object.views.board!
  return [...new Set([object.title, ...card, by, 'version', ...(sum ? [sum] : [])])]
}

export const columnId = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

const isEnded = (choice: ChoiceMeta | null): boolean => ['won', 'lost'].includes(kindOf(choice ?? undefined) ?? '')

/** Where an ended column of the board begins; null where all of it is shown, as whoever asks for days of closing himself is to see them. */
export function sinceOf({ views: { board } }: ObjectMeta, where: FilterJson, today: string): string | null {
  if (!board?.closed || JSON.stringify(where).includes(`"${board.closed.on}":`)) return null
  return dayjs(today)
    .subtract(board.closed.days - 1, 'day')
    .format('YYYY-MM-DD')
}

/** Ended since that day, or without a day of closing. */
const recently = (on: string, since: string): FilterJson => ({ or: [{ [on]: { gte: since } }, { [on]: { empty: true } }] })

export type Asked = Readonly<{ where: FilterJson; q: string; sort: readonly string[]; since: string | null }>

export function columnOf(object: ObjectMeta, { where, q, sort, since }: Asked, choice: ChoiceMeta | null): ColumnDef {
  const { by, closed } = object.views.board!
  const here = choice ? { [by]: choice.key } : { [by]: { empty: true } }
  const cut = closed && since && isEnded(choice) ? { on: closed.on, since } : null
  const question = {
    object: object.name,
    filter: both(where, cut ? { ...here, ...recently(cut.on, cut.since) } : here),
    q,
    sort,
    fields: cardFields(object),
    limit: 30,
  }
  const older = cut ? both(where, { ...here, [cut.on]: { lt: cut.since } }) : null
  return { id: choice?.key ?? '', choice, kind: kindOf(choice ?? undefined), question, older }
}

/** The question behind all column heads at once: ended columns count what they show, and beside it what is older. */
export function boardFigures(object: ObjectMeta, { where, q, since }: Omit<Asked, 'sort'>): AggregateQuestion {
  const { by, sum, weighted, closed } = object.views.board!
  const ended = (object.fields[by]?.options.choices ?? []).filter(isEnded).map(({ key }) => key)
  const shown = closed && since && ended.length > 0 ? { or: [{ [by]: { nin: ended } }, recently(closed.on, since)] } : null
  const filter = shown ? { filter: shown } : {}
  const counted = (those: FilterJson) => ({ count: 'id', filter: shown ? both(those, shown) : those })
  const can = (operator: string) => sum && object.fields[sum]?.operators.includes(operator)
  const measures = {
    n: shown ? { count: 'id', ...filter } : ('count' as const),
    ...(shown ? { all: 'count' as const } : {}),
    ...(sum ? { total: { sum, ...filter } } : {}),
    ...(sum && can('empty') ? { blank: counted({ [sum]: { empty: true } }) } : {}),
    ...(sum && can('foreign') ? { foreign: counted({ [sum]: { foreign: true } }) } : {}),
    ...(weighted ? { weighted: { sum: weighted, ...filter } } : {}),
  }
  return { object: object.name, by: [by], measures, filter: where, q }
}

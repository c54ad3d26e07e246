import { type FieldMeta, groupFields, isDated, type ObjectMeta } from '#kernel/web'
import { type Figure, isRatioFigure, type ReportBody } from '../../objects/index.ts'
import type { Draft } from '../draft.ts'

/** So many fields are asked at once; of more than so many groups nobody sees what they say. */
export const mostFields = 20
export const mostGroups = 30

/** Names of the figures of an angle: fields have no such names, so that none is taken for a group. */
export const figureKey = 'angle_figure'
export const recordsKey = 'angle_records'
const [partKey, wholeKey] = ['angle_part', 'angle_whole'] as const

const isOwner = ({ name }: FieldMeta): boolean => name === 'owner' || name === 'ownerDepartment'
/** Who wrote a record last says nothing about it; whose it is does. */
const tells = (field: FieldMeta): boolean => !field.system || isOwner(field)
/** A formula of figures says that it has choices, and none of them. */
const isChosen = ({ sort, options }: FieldMeta): boolean => sort === 'yesNo' || (options.choices?.length ?? 0) > 0
const isLinked = ({ sort }: FieldMeta): boolean => sort === 'link'

/** Fields by which a report can be looked at: its choices, yes and no, whose they are, then other links, without those that it is grouped by itself. */
export function angleFields(object: ObjectMeta, body: ReportBody): readonly FieldMeta[] {
  const own = new Set(body.by.map(({ field }) => field))
  const fields = groupFields(object).filter(
    (field) => tells(field) && !own.has(field.name) && !isDated(field) && (isLinked(field) || isChosen(field)),
  )
  const place = (field: FieldMeta) => (isOwner(field) ? 1 : isLinked(field) ? 2 : 0)
  return fields.toSorted((one, two) => place(one) - place(two))
}

export const countFigure: Figure = { key: 'f1', measure: 'count' }

/** The figure that is looked at: the named one, else the first; a plain list is counted. */
export const chosenFigure = ({ figures }: ReportBody, key: unknown): Figure =>
  figures.find((figure) => figure.key === key) ?? figures[0] ?? countFigure

/** Whether its groups come to a whole: those of counts and sums do, averages and ratios do not. */
export const isTotal = (figure: Figure): boolean => !isRatioFigure(figure) && (figure.measure === 'count' || figure.measure === 'sum')
/** A count of all records is what stands beside each other figure anyway. */
export const isPlainCount = (figure: Figure): boolean =>
  !isRatioFigure(figure) && figure.measure === 'count' && Object.keys(figure.filter ?? {}).length === 0

/** The figure with what it is made of, and the records beside it. */
export function angleFigures({ figures }: ReportBody, figure: Figure, records: string): readonly Figure[] {
  const counted: Figure = { key: recordsKey, measure: 'count', label: records }
  if (!isRatioFigure(figure)) return [{ ...figure, key: figureKey }, counted]
  const named = (wanted: string, key: string) => figures.filter((one) => one.key === wanted).map((one): Figure => ({ ...one, key }))
  const [part, whole] = figure.ratio
  return [{ ...figure, key: figureKey, ratio: [partKey, wholeKey] }, ...named(part, partKey), ...named(whole, wholeKey), counted]
}

/** By what a group of a figure weighs beside the others: a rate by what it is a rate of. */
export const weightKey = (figure: Figure): string => (isRatioFigure(figure) ? wholeKey : recordsKey)

/** The report by one of its angles, as one of its own: bars of the figure, the others beside it. */
export function reportOfAngle({ body, ...draft }: Draft, field: FieldMeta, key: unknown): Draft {
  const figure = chosenFigure(body, key)
  const { columns: _columns, limit: _limit, sort: _sort, ...rest } = body
  return {
    ...draft,
    body: {
      ...rest,
      draw: 'bar',
      by: [{ field: field.name }],
      figures: [figure, ...body.figures.filter((one) => one.key !== figure.key)],
      ...(isRatioFigure(figure) ? {} : { sort: `-${figure.key}` }),
    },
  }
}

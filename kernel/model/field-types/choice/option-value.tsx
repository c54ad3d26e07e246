import type { ChoiceMeta, FieldMeta, Row } from '../../../web/data/meta-types.ts'
import { Tag } from '../../../web/parts/tag.tsx'
import { fitsRow } from '../../option-rules.ts'

/** Options in the order of the declaration; a key that is none any more stands for itself. */
export const choicesOf = (field: FieldMeta): readonly ChoiceMeta[] => field.options.choices ?? []
export const choiceOf = (field: FieldMeta, key: unknown): ChoiceMeta =>
  choicesOf(field).find((option) => option.key === key) ?? { key: String(key), label: String(key) }

export const isColored = (field: FieldMeta): boolean => choicesOf(field).some(({ color }) => color)

/** Three rising bars for 高, 中, 低; four where the levels go up to four. */
function Levels({ level, of }: Readonly<{ level: number; of: number }>) {
  return (
    <span className="zk-bars" aria-hidden="true">
      {Array.from({ length: of }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars are alike and never change places
        <span key={i} style={{ height: 4 + Math.round((8 * (i + 1)) / of) }} {...(i < level ? { 'data-on': '' } : {})} />
      ))}
    </span>
  )
}

/** One option: a tag in its colour, bars where it has a level, else its label. */
export function OptionValue({ field, value }: Readonly<{ field: FieldMeta; value: unknown }>) {
  const option = choiceOf(field, value)
  const level = Number(option.level ?? Number.NaN)
  if (Number.isFinite(level)) {
    const of = Math.max(3, ...choicesOf(field).map((one) => Number(one.level ?? 0)))
    return (
      <span className="zk-levels" title={option.label}>
        <Levels level={level} of={of} />
        {option.label}
      </span>
    )
  }
  if (option.color) return <Tag color={option.color}>{option.label}</Tag>
  return (
    <span className="zk-value" title={option.label}>
      {option.label}
    </span>
  )
}

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** The key that a text names by key or label; undefined for none. */
export function keyOfText(field: FieldMeta, text: string): string | undefined {
  const wanted = fold(text)
  const found = choicesOf(field).find(({ key, label }) => fold(key) === wanted || fold(label) === wanted)
  return found?.key
}

const toSelect = ({ key, label }: ChoiceMeta) => ({ value: key, label })
export const selectOptions = (field: FieldMeta) => choicesOf(field).map(toSelect)

/** Options that may be given to a record: no retired ones but those it has, and of dependent ones those that go with it. */
export const givenOptions = (field: FieldMeta, row: Partial<Row> | undefined, has: unknown) =>
  choicesOf(field)
    .filter((option) => [has].flat().includes(option.key) || (option.retired !== true && (!row || fitsRow(field, option, row))))
    .map(toSelect)

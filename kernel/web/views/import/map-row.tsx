import { Select } from 'antd'
import { Check, ChevronRight, Minus, TriangleAlert } from 'lucide-react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { useMeta } from '../../data/use-meta.ts'
import { type Say, useTexts } from '../../i18n/texts.ts'
import { FieldSelect } from './field-select.tsx'
import type { Column, Missing, Place, Target } from './import-map.ts'

type MapRowProps = Readonly<{
  object: ObjectMeta
  column: Column
  target: Target | undefined
  places: readonly Place[]
  taken: ReadonlySet<string>
  /** Ways to read its days, where there is more than one. */
  unclear: readonly string[] | undefined
  /** Texts of it that the dry run could not place. */
  problems: number
  onChange(target: Target | null): void
}>

const usualFormats = ['YYYY-MM-DD', 'YYYY/M/D', 'M/D/YYYY', 'D/M/YYYY', 'YYYYMMDD', 'D.M.YYYY'] as const

/** A day's form in words: M/D/YYYY is 月/日/年. */
function formatName(format: string, say: Say): string {
  const words = format
    .replace(/YYYY|YY/, say('import.day.year'))
    .replace(/MMM|M/, say('import.day.month'))
    .replace(/\bD\b/, say('import.day.day'))
  return words === format || /[年]/.test(format) ? format : `${words}  ${format}`
}

function DayFormat({
  column,
  target,
  unclear,
  onChange,
}: Pick<MapRowProps, 'column' | 'unclear' | 'onChange'> & Readonly<{ target: Target }>) {
  const say = useTexts()
  const found = target.format ?? (unclear ? null : (column.days?.format ?? null))
  const offered = [...new Set([...(unclear ?? []), ...(found ? [found] : []), ...usualFormats])]
  return (
    <Select
      aria-label={say('import.day-format', { column: column.name })}
      size="small"
      className="zk-import-extra"
      {...(unclear && !target.format ? { status: 'warning' as const } : {})}
      placeholder={say('import.day-format.ask')}
      value={found}
      options={offered.map((value) => ({ value, label: formatName(value, say) }))}
      popupMatchSelectWidth={false}
      onChange={(format: string) => onChange({ ...target, format })}
    />
  )
}

function MissingChoice({ place, target, onChange }: Readonly<{ place: Place; target: Target; onChange(target: Target): void }>) {
  const say = useTexts()
  const meta = useMeta()
  const linked = place.field.options.to ? meta.objects[place.field.options.to] : undefined
  const ways: readonly Missing[] = linked?.may.create ? ['fail', 'create', 'leave'] : ['fail', 'leave']
  return (
    <Select
      aria-label={say('import.missing', { field: place.label })}
      size="small"
      className="zk-import-extra"
      value={target.missing ?? 'fail'}
      options={ways.map((value) => ({ value, label: say(`import.missing.${value}`, { object: linked?.label ?? '' }) }))}
      popupMatchSelectWidth={false}
      onChange={(missing: Missing) => onChange({ ...target, missing })}
    />
  )
}

function State({
  column,
  target,
  isUnclear,
  problems,
}: Readonly<{ column: Column; target: Target | undefined; isUnclear: boolean; problems: number }>) {
  const say = useTexts()
  if (problems > 0) {
    return (
      <span className="zk-row zk-error">
        <TriangleAlert size={16} strokeWidth={1.5} aria-hidden="true" />
        {say('import.values-open', { count: problems })}
      </span>
    )
  }
  if (!target) {
    return (
      <span className="zk-row zk-meta">
        <Minus size={16} strokeWidth={1.5} aria-hidden="true" />
        {say('import.left-out')}
      </span>
    )
  }
  if (isUnclear && !target.format) {
    return (
      <span className="zk-row zk-warning">
        <TriangleAlert size={16} strokeWidth={1.5} aria-hidden="true" />
        {say('import.days-unclear')}
      </span>
    )
  }
  const values = Object.keys(target.values ?? {}).length
  const why = column.guess?.field === target.field ? column.guess.why : 'hand'
  return (
    <span className="zk-row">
      <Check size={16} strokeWidth={1.5} className="zk-success" aria-hidden="true" />
      {values > 0 ? say('import.values-mapped', { count: values }) : say(`import.why.${why}`)}
    </span>
  )
}

/** One column of the file: what is in it, where it goes, and how its texts are taken. */
export function MapRow(props: MapRowProps) {
  const { object, column, target, places, taken, unclear, problems, onChange } = props
  const say = useTexts()
  const place = places.find(({ path }) => path === target?.field)
  const isTime = Boolean(column.days ?? unclear ?? target?.format)
  return (
    <tr data-problem={problems > 0 || undefined}>
      <td className="zk-strong">{column.name}</td>
      <td className="zk-second">
        <span className="zk-clip zk-import-sample" title={column.samples.join('\n')}>
          {column.samples[0] ?? ''}
        </span>
      </td>
      <td className="zk-set-arrow">
        <ChevronRight size={14} strokeWidth={1.5} aria-hidden="true" />
      </td>
      <td>
        <FieldSelect
          object={object}
          places={places}
          value={target?.field ?? null}
          label={say('import.field-of', { column: column.name })}
          taken={taken}
          onChange={(field) => onChange(field ? { field } : null)}
        />
      </td>
      <td>
        <span className="zk-row zk-import-how">
          <State column={column} target={target} isUnclear={Boolean(unclear)} problems={problems} />
          {target && place?.field.options.to && <MissingChoice place={place} target={target} onChange={onChange} />}
          {target && isTime && <DayFormat column={column} target={target} unclear={unclear} onChange={onChange} />}
        </span>
      </td>
    </tr>
  )
}

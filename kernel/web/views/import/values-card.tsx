import { Button, Select } from 'antd'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { useList } from '../../data/use-list.ts'
import { titleOf, useMeta } from '../../data/use-meta.ts'
import { useDebounced } from '../../fields/use-debounced.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Tag } from '../../parts/tag.tsx'
import type { ImportProblem } from './import-api.ts'
import { type Place, withMissing, withValue } from './import-map.ts'
import type { Wizard } from './use-wizard.ts'

type Pick = Readonly<{ place: Place; label: string; value: string | null; onChange(value: string): void }>

/** Chooses a record of the linked object by its title. */
function RecordChoice({ target, label, value, onChange }: Omit<Pick, 'place'> & Readonly<{ target: ObjectMeta }>) {
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const q = useDebounced(typed.trim())
  const { rows } = useList(
    { object: target.name, ...(q ? { q } : { sort: [target.title] }), fields: ['id', target.title], limit: 20 },
    { enabled: isOpen },
  )
  const titles = [...new Set([...(value && !q ? [value] : []), ...rows.map((row) => titleOf(target, row))])].filter(Boolean)
  return (
    <Select
      aria-label={label}
      className="zk-import-value"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={target.label}
      value={value}
      options={titles.map((title) => ({ value: title, label: title }))}
      onOpenChange={setOpen}
      onChange={onChange}
    />
  )
}

function ValueChoice(props: Pick) {
  const meta = useMeta()
  const { place, label, value, onChange } = props
  const target = place.field.options.to ? meta.objects[place.field.options.to] : undefined
  if (target) return <RecordChoice {...props} target={target} />
  const options = (place.field.options.choices ?? []).map(({ key, label: name }) => ({ value: key, label: name }))
  return (
    <Select
      aria-label={label}
      className="zk-import-value"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={place.label}
      value={value}
      options={options}
      onChange={onChange}
    />
  )
}

type LineProps = Readonly<{ problem: ImportProblem; place: Place; wizard: Wizard; isOnly: boolean }>

/** The key of a choice that a suggestion names by its label, else the suggestion itself. */
const takenValue = (place: Place, suggested: string): string =>
  place.field.options.choices?.find(({ key, label }) => key === suggested || label === suggested)?.key ?? suggested

function ValueLine({ problem, place, wizard, isOnly }: LineProps) {
  const say = useTexts()
  const format = useFormat()
  const from = problem.value ?? ''
  const { map } = wizard.settings
  const chosen = Object.values(map.columns).find(({ field }) => field === place.path)?.values?.[from] ?? null
  const suggestion = problem.suggestion
  const isLeft = Object.values(map.columns).some(
    ({ field, values }) => field === place.path && values && from in values && values[from] === null,
  )
  const set = (to: string | null) => wizard.change({ map: withValue(map, place.path, from, to) })
  const take = (to: string) => wizard.dryRun({ ...wizard.settings, map: withValue(map, place.path, from, to) })
  const value = chosen ?? (suggestion ? takenValue(place, suggestion.value) : null)
  const shown = place.field.options.choices?.find(({ key }) => key === value)?.label ?? value
  return (
    <li className="zk-import-mapping">
      <span className="zk-import-wrong" title={from}>
        {from}
      </span>
      <span className="zk-small zk-meta zk-import-lines">
        {say('import.lines', { count: problem.count, number: format.number(problem.count) })}
      </span>
      <ChevronRight size={14} strokeWidth={1.5} aria-hidden="true" />
      <ValueChoice place={place} label={say('import.value-for', { value: from })} value={isLeft ? null : value} onChange={set} />
      {suggestion && !chosen && <Tag color="accent">{say('import.alike', { percent: format.percent(suggestion.score * 100, 0) })}</Tag>}
      <span className="zk-grow" />
      {!place.field.required && (
        <Button type="text" size="small" disabled={isLeft} onClick={() => set(null)}>
          {say('import.leave-empty')}
        </Button>
      )}
      {value && (
        <Button type={isOnly ? 'primary' : 'default'} disabled={isLeft} loading={wizard.isSending} onClick={() => take(value)}>
          {say('import.take', { value: shown })}
        </Button>
      )}
    </li>
  )
}

type CardProps = Readonly<{ wizard: Wizard; place: Place; problems: readonly ImportProblem[]; isOnly: boolean }>

/** Texts of one field that name nothing: each can stand for something that is there. */
function FieldValues({ wizard, place, problems, isOnly }: CardProps) {
  const say = useTexts()
  const meta = useMeta()
  const target = place.field.options.to ? meta.objects[place.field.options.to] : undefined
  const column = problems.find((problem) => problem.column)?.column ?? place.label
  const withSuggestion = problems.filter(({ suggestion, value }) => suggestion && value !== null)
  const takeAll = () =>
    wizard.dryRun({
      ...wizard.settings,
      map: withSuggestion.reduce(
        (map, { value, suggestion }) => withValue(map, place.path, value ?? '', takenValue(place, suggestion!.value)),
        wizard.settings.map,
      ),
    })
  const makeAll = () => wizard.dryRun({ ...wizard.settings, map: withMissing(wizard.settings.map, place.path, 'create') })
  return (
    <section className="zk-card">
      <header className="zk-card-head">
        <h2 className="zk-clip">{say('import.values-of', { column })}</h2>
        <span className="zk-meta zk-small zk-nowrap">{say('import.values-open', { count: problems.length })}</span>
        <span className="zk-grow" />
        {target?.may.create && (
          <Button type="text" size="small" onClick={makeAll}>
            {say('import.make-all', { count: problems.length, object: target.label })}
          </Button>
        )}
        {withSuggestion.length > 1 && (
          <Button size="small" onClick={takeAll}>
            {say('import.take-all')}
          </Button>
        )}
      </header>
      <ul className="zk-import-mappings">
        {problems.map((problem) => (
          <ValueLine key={problem.value} problem={problem} place={place} wizard={wizard} isOnly={isOnly && problems.length === 1} />
        ))}
      </ul>
    </section>
  )
}

/** Problems of the dry run that lie in single texts, by field. */
export const valueProblems = (wizard: Wizard): readonly (readonly [Place, readonly ImportProblem[]])[] => {
  const open = (wizard.job?.problems ?? []).filter(({ value, field }) => value !== null && field !== null)
  return [...Map.groupBy(open, ({ field }) => field)].flatMap(([field, problems]) => {
    const place = wizard.places.find(({ path }) => path === field)
    return place && (place.field.options.to || place.field.options.choices) ? [[place, problems] as const] : []
  })
}

/** All texts that can be placed by hand. */
export function ValuesCards({ wizard }: Readonly<{ wizard: Wizard }>) {
  const groups = valueProblems(wizard)
  return (
    <>
      {groups.map(([place, problems]) => (
        <FieldValues key={place.path} wizard={wizard} place={place} problems={problems} isOnly={groups.length === 1} />
      ))}
    </>
  )
}

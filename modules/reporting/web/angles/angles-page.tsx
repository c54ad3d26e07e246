import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { ArrowLeft } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  AppLink,
  EmptyState,
  type FieldMeta,
  isProblem,
  type ObjectMeta,
  ReportsHead,
  type Row,
  SkeletonLines,
  useMeta,
  useObject,
  useRow,
  useTexts,
} from '#kernel/web'
import type { Figure } from '../../objects/index.ts'
import type { Draft } from '../draft.ts'
import { anglesAddress, draftOf, reportAddress, reportFields } from '../use-reports.ts'
import { useFigureName } from '../use-tile.ts'
import { AngleCard } from './angle-card.tsx'
import { angleFields, chosenFigure, mostFields, mostGroups } from './angle-fields.ts'
import { type Angles, useAngles } from './use-angles.ts'
import '../reporting.css'

type FieldsProps = Readonly<{ fields: readonly FieldMeta[]; chosen: readonly string[]; onChoose(names: readonly string[]): void }>

/** By which fields; asked when the list is closed, not at every tick in it. */
function FieldsPick({ fields, chosen, onChoose }: FieldsProps) {
  const say = useTexts()
  const [names, setNames] = useState(chosen)
  return (
    <Select
      mode="multiple"
      className="zk-angles-pick"
      aria-label={say('reporting.angles.fields')}
      maxCount={mostFields}
      maxTagCount={0}
      maxTagPlaceholder={say('reporting.angles.chosen', { chosen: names.length, all: fields.length })}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      value={[...names]}
      options={fields.map(({ name, label }) => ({ value: name, label }))}
      onChange={setNames}
      onOpenChange={(isOpen) => !isOpen && names.length > 0 && onChoose(names)}
    />
  )
}

type BodyProps = Readonly<{ row: Row; draft: Draft; object: ObjectMeta }>

function Body({ row, draft, object }: BodyProps) {
  const say = useTexts()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const nameOf = useFigureName(draft.object)
  const fields = useMemo(() => angleFields(object, draft.body), [object, draft.body])
  const [chosen, setChosen] = useState<readonly string[]>(() => fields.slice(0, mostFields).map(({ name }) => name))
  const asked = useMemo(() => fields.filter(({ name }) => chosen.includes(name)), [fields, chosen])
  const figure = chosenFigure(draft.body, search.figure)
  if (fields.length === 0)
    return <EmptyState icon="chart-column" title={say('reporting.angles.none')} why={say('reporting.angles.none.why')} />
  return (
    <>
      <div className="zk-angles-head">
        <h2 className="zk-strong zk-grow">
          <AppLink to={reportAddress(row.id)} className="zk-quiet-link zk-angles-back">
            <ArrowLeft size={16} strokeWidth={1.5} aria-hidden="true" />
            {draft.name}
          </AppLink>
        </h2>
        {draft.body.figures.length > 1 && (
          <Select
            className="zk-angles-pick"
            aria-label={say('reporting.figures')}
            popupMatchSelectWidth={false}
            value={figure.key}
            options={draft.body.figures.map((one) => ({ value: one.key, label: nameOf(one) }))}
            onChange={(key) => void navigate({ to: anglesAddress(row.id) as never, search: { figure: key } as never, replace: true })}
          />
        )}
        <FieldsPick fields={fields} chosen={chosen} onChoose={setChosen} />
      </div>
      <p className="zk-second zk-small">{say('reporting.angles.about', { figure: nameOf(figure), objects: object.labelPlural })}</p>
      <Cards row={row} draft={draft} object={object} figure={figure} fields={asked} />
    </>
  )
}

function Cards({ row, draft, object, figure, fields }: BodyProps & Readonly<{ figure: Figure; fields: readonly FieldMeta[] }>) {
  const say = useTexts()
  const angles = useAngles(draft, figure, fields)
  const mayKeep = useObject('ownReport')?.may.create
  const { found, waiting } = angles
  return (
    <>
      {waiting > 0 && <p className="zk-small zk-meta">{say('reporting.angles.waiting', { count: waiting })}</p>}
      {waiting > 0 && found.length === 0 && <SkeletonLines lines={8} />}
      {waiting === 0 && found.length === 0 && (
        <EmptyState icon="chart-column" title={say('reporting.angles.nothing')} why={say('reporting.angles.nothing.why')} />
      )}
      <div className="zk-angles">
        {found.map((angle) => (
          <AngleCard key={angle.field.name} angle={angle} object={object} figure={figure} copyOf={mayKeep ? row.id : null} />
        ))}
      </div>
      <Rest {...angles} />
    </>
  )
}

/** Fields that have no card, and why. */
function Rest({ alike, many, failed }: Angles) {
  const say = useTexts()
  const named = (fields: readonly FieldMeta[]) => fields.map(({ label }) => label).join(say('value.join'))
  return (
    <div className="zk-second zk-small">
      {alike.length > 0 && <p>{say('reporting.angles.alike', { fields: named(alike) })}</p>}
      {many.length > 0 && <p>{say('reporting.angles.many', { most: mostGroups, fields: named(many) })}</p>}
      {failed.map(({ field, why }) => (
        <p key={field.name} className="zk-error">
          {say('reporting.angles.failed', { field: field.label, why })}
        </p>
      ))}
    </div>
  )
}

/** One figure of a report by every field of its object that has few values: by what it differs most stands first. */
export function Page() {
  const say = useTexts()
  const meta = useMeta()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: row, error } = useRow('ownReport', id, { fields: reportFields })
  const draft = useMemo(() => row && draftOf(row), [row])
  const object = draft ? meta.objects[draft.object] : undefined
  return (
    <div className="zk-object">
      <ReportsHead page="reporting.own" />
      {error && <EmptyState icon="chart-column" title={isProblem(error) ? error.message : say('reporting.broken')} />}
      {!row && !error && <SkeletonLines lines={8} />}
      {row && !draft && <EmptyState icon="chart-column" title={say('reporting.broken')} />}
      {draft && !object?.may.read && (
        <EmptyState icon="chart-column" title={say('reporting.out-of-reach')} why={say('reporting.out-of-reach.why')} />
      )}
      {row && draft && object?.may.read && (
        <div className="zk-report">
          <Body key={row.id} row={row} draft={draft} object={object} />
        </div>
      )}
    </div>
  )
}

import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { webTypeOf } from '../../fields/type-of.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useSections } from '../form/use-sections.ts'
import { InlineField } from './inline-field.tsx'
import './record-details.css'

const systemNames = ['owner', 'ownerDepartment', 'createdBy', 'createdAt', 'updatedBy', 'updatedAt', 'externalId', 'id'] as const

const isTable = (field: FieldMeta): boolean => webTypeOf(field).table === true
const isNoTable = (field: FieldMeta): boolean => !isTable(field)

type SectionProps = Readonly<{
  object: ObjectMeta
  row: Row
  label: string
  fields: readonly FieldMeta[]
  fresh: ReadonlySet<string>
  isFolded?: boolean
}>

function Section({ object, row, label, fields, fresh, isFolded = false }: SectionProps) {
  const [isOpen, setOpen] = useState(!isFolded)
  const Sign = isOpen ? ChevronDown : ChevronRight
  return (
    <section className="zk-section">
      <h2>
        <button type="button" className="zk-plain-button zk-section-head" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Sign size={12} strokeWidth={1.5} aria-hidden="true" />
          {label}
        </button>
      </h2>
      {isOpen && (
        <dl className="zk-details">
          {fields.map((field) => (
            <div key={field.name} className={`zk-detail${webTypeOf(field).wide ? ' zk-detail-wide' : ''}`} data-field={field.name}>
              <dt className={fields.length === 1 && field.label === label ? 'zk-unseen' : ''} title={field.help ?? field.label}>
                {field.label}
              </dt>
              <dd>
                <InlineField object={object} row={row} field={field} isFresh={fresh.has(field.name)} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

const isEmpty = (value: unknown): boolean => !Array.isArray(value) || value.length === 0

/** Tables of a record: its lines, edited as a whole. Those without a line stand together below the others and leave the room to what happened. */
export function RecordTables({ object, row, fresh }: Readonly<{ object: ObjectMeta; row: Row; fresh: ReadonlySet<string> }>) {
  const fields = useSections(object, row, isTable).flatMap(({ rows }) => rows.flat())
  if (fields.length === 0) return null
  return (
    <div className="zk-record-tables">
      {fields.map((field) => (
        <section key={field.name} className="zk-record-table" data-empty={isEmpty(row[field.name]) || undefined}>
          <h2 className="zk-strong">{field.label}</h2>
          <InlineField object={object} row={row} field={field} isFresh={fresh.has(field.name)} />
        </section>
      ))}
    </div>
  )
}

/** All of a record, section by section, each value edited where it stands; at the end what the system keeps. */
export function RecordDetails({ object, row, fresh }: Readonly<{ object: ObjectMeta; row: Row; fresh: ReadonlySet<string> }>) {
  const say = useTexts()
  const sections = useSections(object, row, isNoTable)
  const shown = new Set(sections.flatMap(({ rows }) => rows.flat().map(({ name }) => name)))
  const system = systemNames.flatMap((name) => (shown.has(name) ? [] : (object.fields[name] ?? [])))
  return (
    <>
      {sections.map(({ section, label, rows }) => (
        <Section key={section} object={object} row={row} label={label} fields={rows.flat()} fresh={fresh} />
      ))}
      <Section object={object} row={row} label={say('record.system')} fields={system} fresh={fresh} isFolded />
    </>
  )
}

import { ArrowRight } from 'lucide-react'
import type { FieldMeta, Row } from '../data/meta-types.ts'
import { useMeta } from '../data/use-meta.ts'
import { TitlesText } from '../fields/record-titles.tsx'
import { webTypeOf } from '../fields/registry.ts'
import { ShownValue } from '../history/shown-value.tsx'
import { useTexts } from '../i18n/texts.ts'
import type { Differs, WholeCase } from './approval-api.ts'

type ValueProps = Readonly<{ object: string; field: FieldMeta | undefined; name: string; value: unknown }>

function Value({ object, field, name, value }: ValueProps) {
  const to = field?.options.to
  if (typeof value === 'string' && typeof to === 'string') return <TitlesText object={to} value={value} />
  return <ShownValue object={object} field={name} value={value} place="fact" known={field} />
}

/** A waiting value that is kept shut: the case tells it to whoever asks for it. */
function ShutValue({ field, value, of }: Readonly<{ field: FieldMeta; value: unknown; of: Pick<WholeCase, 'id' | 'round'> }>) {
  const { Cell } = webTypeOf(field)
  return <Cell value={value} field={field} object="approvalCase" row={{ id: of.id, version: of.round } as Row} place="record" />
}

type DiffersProps = Readonly<{
  object: string
  differs: Differs
  untold?: number
  /** Where they are not the object's: the input of an action. */
  fields?: Readonly<Record<string, FieldMeta>>
  of?: Pick<WholeCase, 'id' | 'round' | 'opens'>
}>

/** What would be different of the record, field by field. */
export function DiffersView({ object, differs, untold = 0, fields: given, of }: DiffersProps) {
  const say = useTexts()
  const meta = useMeta()
  const fields = given ?? meta.objects[object]?.fields ?? {}
  const names = Object.keys(differs)
  if (names.length === 0 && untold === 0) return null
  return (
    <dl className="zk-differs">
      {names.map((name) => {
        const [was, willBe] = differs[name]!
        const field = fields[name]
        return (
          <div key={name}>
            <dt className="zk-second">{field?.label ?? name}</dt>
            <dd>
              {was !== null && (
                <>
                  <span className="zk-differs-was">
                    <Value object={object} field={field} name={name} value={was} />
                  </span>
                  <ArrowRight size={14} aria-label={say('approval.becomes')} />
                </>
              )}
              <span className="zk-strong">
                {field && of?.opens.includes(name) ? (
                  <ShutValue field={field} value={willBe} of={of} />
                ) : (
                  <Value object={object} field={field} name={name} value={willBe} />
                )}
              </span>
            </dd>
          </div>
        )
      })}
      {untold > 0 && <p className="zk-second zk-small">{say('approval.untold', { count: untold })}</p>}
    </dl>
  )
}

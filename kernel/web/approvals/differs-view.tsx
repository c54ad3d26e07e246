import { ArrowRight } from 'lucide-react'
import { useMeta } from '../data/use-meta.ts'
import { TitlesText } from '../fields/record-titles.tsx'
import { ShownValue } from '../history/shown-value.tsx'
import { useTexts } from '../i18n/texts.ts'
import type { Differs } from './approval-api.ts'

function Value({ object, field, value }: Readonly<{ object: string; field: string; value: unknown }>) {
  const to = useMeta().objects[object]?.fields[field]?.options.to
  if (typeof value === 'string' && typeof to === 'string') return <TitlesText object={to} value={value} />
  return <ShownValue object={object} field={field} value={value} place="fact" />
}

/** What would be different of the record, field by field. */
export function DiffersView({ object, differs, untold = 0 }: Readonly<{ object: string; differs: Differs; untold?: number }>) {
  const say = useTexts()
  const fields = useMeta().objects[object]?.fields ?? {}
  const names = Object.keys(differs)
  if (names.length === 0 && untold === 0) return null
  return (
    <dl className="zk-differs">
      {names.map((name) => {
        const [was, willBe] = differs[name]!
        return (
          <div key={name}>
            <dt className="zk-second">{fields[name]?.label ?? name}</dt>
            <dd>
              {was !== null && (
                <>
                  <span className="zk-differs-was">
                    <Value object={object} field={name} value={was} />
                  </span>
                  <ArrowRight size={14} aria-label={say('approval.becomes')} />
                </>
              )}
              <span className="zk-strong">
                <Value object={object} field={name} value={willBe} />
              </span>
            </dd>
          </div>
        )
      })}
      {untold > 0 && <p className="zk-second zk-small">{say('approval.untold', { count: untold })}</p>}
    </dl>
  )
}

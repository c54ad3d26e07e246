import { type PanelProps, webTypeOf } from '#kernel/web'
import { Changes } from './changes.tsx'
import './out.css'

const figures = ['exceeds', 'gross', 'discountRate', 'cost', 'margin', 'marginRate', 'paymentTerms'] as const

/** What whoever decides about a quote asks for: which limit it passes, what is left of it, and what is other than in the version before. */
export function Panel({ object, row }: PanelProps) {
  const previous = row.previous as { id: string } | null | undefined
  const shown = figures.flatMap((name) => {
    const field = object.fields[name]
    const value = row[name]
    return !field || value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
      ? []
      : [{ field, value }]
  })
  return (
    <div className="zk-out">
      <dl className="zk-out-figures">
        {shown.map(({ field, value }) => {
          const { Cell } = webTypeOf(field)
          return (
            <div key={field.name}>
              <dt>{field.label}</dt>
              <dd>
                {field.right === 'masked' ? (
                  String(value)
                ) : (
                  <Cell value={value} field={field} object={object.name} row={row} place="fact" />
                )}
              </dd>
            </div>
          )
        })}
      </dl>
      {previous && <Changes quote={row.id} previous={previous.id} />}
    </div>
  )
}

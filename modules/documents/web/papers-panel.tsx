import { type PanelProps, useList } from '#kernel/web'
import { Papers } from '#web/papers'

/** Of these a PDF is made without a template; `choices` may be switched off. */
const makers = {
  quote: { action: 'documents.quote-pdf', choices: ['withPrices', 'withTax'] },
  contract: { action: 'documents.contract-pdf', choices: [] },
  invoice: { action: 'documents.invoice-pdf', choices: [] },
} as const satisfies Readonly<Record<string, Readonly<{ action: string; choices: readonly string[] }>>>

/** Makes the record's PDF, and gives out what was made before. */
export function Panel({ object, row }: PanelProps) {
  const { rows } = useList({
    object: 'madeDocument',
    filter: { [object.name]: row.id },
    fields: ['name', 'file', 'createdAt', 'owner', 'isValid'],
    sort: ['-createdAt'],
    limit: 5,
  })
  return <Papers object={object} row={row} {...makers[object.name as keyof typeof makers]} kept={rows} />
}

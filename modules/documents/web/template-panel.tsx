import { Button } from 'antd'
import { apiAddress, type FieldMeta, type PanelProps, showToast, useAction, useMeta, useTexts } from '#kernel/web'
import { inner, lineObjects } from '../rules/paper-fields.ts'
import './template.css'

const blocks = ['lines', 'total', 'plan', 'overdue', 'products', 'references', 'signatures'] as const
const mostFields = 60

function Offered({ title, fields, write }: Readonly<{ title: string; fields: readonly FieldMeta[]; write(name: string): string }>) {
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {fields.map((field) => (
          <li key={field.name}>
            <code>{write(field.name)}</code> <span>{field.label}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** How a template is written: its signs, the fields it may name, and how it looks. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const meta = useMeta()
  const preview = useAction<{ file: { id: string }; missing: string | null }>('documents.preview', 'documentTemplate')
  const about = (row.about as { key?: string } | null)?.key ?? String(row.about ?? '')
  const fieldsOf = (object: string | undefined) =>
    Object.values((object && meta.objects[object]?.fields) || {}).filter(
      ({ name, kind, system }) => !system && !inner.has(name) && kind !== 'lines',
    )
  const lines = lineObjects[about as keyof typeof lineObjects]
  const show = () =>
    preview.mutate(
      { id: row.id },
      {
        onSuccess: ({ result }) => {
          if (result.missing) showToast({ text: `${say('documents.help.empty')} ${result.missing}`, tone: 'done' })
          window.location.assign(apiAddress(`/files/${result.file.id}`))
        },
        onError: (problem) => showToast({ text: problem.message, tone: 'error' }),
      },
    )
  return (
    <div className="zk-template">
      <div className="zk-template-make">
        <Button type="primary" loading={preview.isPending} onClick={show}>
          {say('action.documents.preview')}
        </Button>
      </div>
      <p>{say('documents.help.markup')}</p>
      <p>
        {say('documents.help.blocks')} {blocks.map((name) => `[[${name}]]`).join(' ')}
      </p>
      <Offered title={say('documents.help.fields')} fields={fieldsOf(about).slice(0, mostFields)} write={(name) => `{{${name}}}`} />
      {lines && (
        <>
          <Offered title={say('documents.help.columns')} fields={fieldsOf(lines.object)} write={(name) => name} />
          <p className="zk-meta">
            <code>[[lines: description, quantity, unit, price, discount, discountAmount]]</code> {say('documents.help.discount')}
          </p>
        </>
      )}
    </div>
  )
}

import { Button } from 'antd'
import { apiAddress, type PanelProps, showToast, useAction, useMeta, useTexts } from '#kernel/web'
import './template.css'

const blocks = ['lines', 'total', 'plan', 'overdue', 'products', 'references', 'signatures'] as const
const mostFields = 60

/** How a template is written: its signs, the fields it may name, and how it looks. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const meta = useMeta()
  const preview = useAction<{ file: { id: string }; missing: string | null }>('documents.preview', 'documentTemplate')
  const about = (row.about as { key?: string } | null)?.key ?? String(row.about ?? '')
  const fields = Object.values(meta.objects[about]?.fields ?? {}).slice(0, mostFields)
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
      <details>
        <summary>{say('documents.help.fields')}</summary>
        <ul>
          {fields.map((field) => (
            <li key={field.name}>
              <code>{`{{${field.name}}}`}</code>
              <span>{field.label}</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}

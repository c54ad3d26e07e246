import { Button } from 'antd'
import { useState } from 'react'
import { apiAddress, type PanelProps, type Row, showProblem, useAction, useFormat, useList, useTexts } from '#kernel/web'
import './stage.css'

type Named = Readonly<{ id: string; title?: string | null; name?: string }>
type Refused = Readonly<{ more?: Readonly<{ missing?: readonly string[] }> }>

/** The papers that the stage asks for where the deal stands: one press makes each, and the last one made stands beside it. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const asked = useList({
    object: 'stagePaper',
    filter: { 'stage.key': String(row.stage ?? ''), 'template.isActive': true },
    fields: ['id', 'template', 'template.about'],
    sort: ['position'],
    limit: 20,
  })
  const templates = asked.rows.map(({ template }) => (template as Named).id)
  const about = ['opportunity', 'quote.opportunity', 'contract.opportunity'].map((way) => ({ [way]: row.id }))
  const ofCustomer = row.account ? [{ account: (row.account as Named).id }] : []
  const made = useList({
    object: 'madeDocument',
    filter: { template: { in: templates }, or: [...about, ...ofCustomer] },
    fields: ['id', 'template', 'file', 'createdAt', 'owner'],
    sort: ['-createdAt'],
    limit: 100,
  })
  if (asked.rows.length === 0) return <p className="zk-secondary">{say('documents.stage-papers.none')}</p>
  return (
    <ul className="zk-stage-papers">
      {asked.rows.map((one) => (
        <Paper
          key={one.id}
          deal={row.id}
          template={one.template as Named}
          last={made.rows.find(({ template }) => (template as Named | null)?.id === (one.template as Named).id)}
        />
      ))}
    </ul>
  )
}

function Paper({ deal, template, last }: Readonly<{ deal: string; template: Named; last: Row | undefined }>) {
  const say = useTexts()
  const format = useFormat()
  const [missing, setMissing] = useState<readonly string[]>([])
  const make = useAction<{ file: Named }>('documents.make-at-stage', 'opportunity')
  const draw = (acceptMissing: boolean) =>
    make.mutate(
      { id: deal, input: { template: template.id, acceptMissing } },
      {
        onSuccess: ({ result }) => {
          setMissing([])
          window.location.assign(apiAddress(`/files/${result.file.id}`))
        },
        onError: (problem) => {
          const lacks = (problem as Refused).more?.missing ?? []
          if (lacks.length > 0) setMissing(lacks)
          else showProblem(problem)
        },
      },
    )
  const file = last?.file as Named | null | undefined
  return (
    <li>
      <span className="zk-stage-papers-name">
        {template.title}
        {last && file && (
          <a href={apiAddress(`/files/${file.id}`)} download>
            {format.moment(String(last.createdAt))} {(last.owner as Named | null)?.title}
          </a>
        )}
      </span>
      <Button size="small" loading={make.isPending} onClick={() => draw(false)}>
        {say(last ? 'documents.stage-papers.again' : 'documents.stage-papers.make')}
      </Button>
      {missing.length > 0 && (
        <p className="zk-stage-papers-missing" role="alert">
          {say('documents.stage-papers.missing', { what: missing.join(say('value.join')) })}{' '}
          <Button size="small" type="link" onClick={() => draw(true)}>
            {say('documents.stage-papers.anyway')}
          </Button>
        </p>
      )}
    </li>
  )
}

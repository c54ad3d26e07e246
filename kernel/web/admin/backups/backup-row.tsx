import { Button, Popconfirm } from 'antd'
import { Download, Square, TestTubeDiagonal, Trash2 } from 'lucide-react'
import type { Format } from '../../format/format-type.ts'
import { sizeText } from '../../format/size-text.ts'
import { useFormat } from '../../format/use-format.ts'
import { type Say, useTexts } from '../../i18n/texts.ts'
import { Tag } from '../../parts/tag.tsx'
import { type Backup, fileAddress } from './backups-api.ts'

const colors: Readonly<Record<Backup['state'], string>> = {
  queued: 'grey',
  running: 'accent',
  done: 'green',
  failed: 'red',
  stopped: 'amber',
}

function State({ backup }: Readonly<{ backup: Backup }>) {
  const say = useTexts()
  const { state, isSilent, done, of, error } = backup
  const share = of > 0 ? Math.floor((done / of) * 100) : 0
  return (
    <span className="zk-backup-state" title={error}>
      <Tag color={isSilent ? 'amber' : colors[state]}>{isSilent ? say('import.state.interrupted') : say(`import.state.${state}`)}</Tag>
      {state === 'running' && !isSilent && (
        <span
          className="zk-backup-track"
          role="progressbar"
          aria-label={say('backup.progress')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={share}
        >
          <span style={{ width: `${share}%` }} />
        </span>
      )}
      {error && <span className="zk-small zk-second zk-clip">{error}</span>}
    </span>
  )
}

/** Whether somebody has tried to restore it: only then is it known to be one. */
function Tried({ backup }: Readonly<{ backup: Backup }>) {
  const say = useTexts()
  const format = useFormat()
  const { rehearsal, state } = backup
  if (state !== 'done') return null
  if (!rehearsal) return <span className="zk-second">{say('backup.untried')}</span>
  if (rehearsal.state === 'queued' || rehearsal.state === 'running') return <Tag color="accent">{say('backup.rehearsing')}</Tag>
  if (rehearsal.state === 'failed')
    return (
      <span className="zk-backup-state" title={rehearsal.error}>
        <Tag color="red">{say('backup.rehearsal.failed')}</Tag>
        <span className="zk-small zk-second zk-clip">{rehearsal.error}</span>
      </span>
    )
  return (
    <span title={format.moment(rehearsal.at)}>
      <Tag color="green">{say('backup.rehearsal.done')}</Tag>
    </span>
  )
}

type Doing = Readonly<{ onStop(): void; onRehearse(): void; onRemove(): void }>

function Tools({ backup, onStop, onRehearse, onRemove }: Doing & Readonly<{ backup: Backup }>) {
  const say = useTexts()
  const when = useFormat().moment(backup.madeAt)
  if (backup.state === 'queued' || backup.state === 'running')
    return (
      <Button
        size="small"
        icon={<Square size={14} strokeWidth={1.5} aria-hidden="true" />}
        onClick={onStop}
        aria-label={say('backup.stop', { when })}
      />
    )
  const isTrying = backup.rehearsal?.state === 'queued' || backup.rehearsal?.state === 'running'
  return (
    <span className="zk-row zk-backup-tools">
      {backup.state === 'done' && (
        <>
          <Button
            size="small"
            disabled={isTrying}
            icon={<TestTubeDiagonal size={14} strokeWidth={1.5} aria-hidden="true" />}
            onClick={onRehearse}
            aria-label={say('backup.rehearse.of', { when })}
          >
            <span className="zk-wide-only">{say('backup.rehearse')}</span>
          </Button>
          <Button
            size="small"
            href={fileAddress(backup.name)}
            icon={<Download size={14} strokeWidth={1.5} aria-hidden="true" />}
            aria-label={say('backup.download.of', { when })}
          />
        </>
      )}
      <Popconfirm title={say('backup.remove.sure')} okText={say('backup.remove')} cancelText={say('form.cancel')} onConfirm={onRemove}>
        <Button
          size="small"
          icon={<Trash2 size={14} strokeWidth={1.5} aria-hidden="true" />}
          aria-label={say('backup.remove.of', { when })}
        />
      </Popconfirm>
    </span>
  )
}

const contentText = (say: Say, format: Format, { report }: Backup): string =>
  report ? say('backup.content', { rows: format.number(report.rows), files: format.number(report.files) }) : ''

export function BackupRow({ backup, planName, ...doing }: Doing & Readonly<{ backup: Backup; planName: string | undefined }>) {
  const say = useTexts()
  const format = useFormat()
  return (
    <tr>
      <td className="zk-date">
        <time dateTime={backup.madeAt} title={format.moment(backup.madeAt)}>
          {format.momentRelative(backup.madeAt)}
        </time>
      </td>
      <td>
        <State backup={backup} />
      </td>
      <td>
        <Tried backup={backup} />
      </td>
      <td className="zk-number">{backup.report ? sizeText(format, backup.report.bytes) : ''}</td>
      <td className="zk-number zk-wide-only">{contentText(say, format, backup)}</td>
      <td className="zk-second zk-wide-only">{backup.plan ? (planName ?? say('backup.plan.gone')) : (backup.by ?? '')}</td>
      <td className="zk-number">
        <Tools backup={backup} {...doing} />
      </td>
    </tr>
  )
}

import { Button, Select } from 'antd'
import { FileSpreadsheet, Upload } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { showProblem } from '../../data/undo.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink, listAddress } from '../../parts/app-link.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { LinkButton } from '../link-button.tsx'
import { type FileInfo, type Offer, templateAddress, useUpload } from './import-api.ts'
import type { Wizard } from './use-wizard.ts'
import { WizardFoot } from './wizard-foot.tsx'

const accepted = '.csv,.tsv,.txt,.xlsx'
const encodings = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'windows-1252'] as const
const separators = [',', ';', '\t', '|'] as const

/** A place to drop a file on, or to choose one. */
function DropPlace({ wizard }: Readonly<{ wizard: Wizard }>) {
  const say = useTexts()
  const upload = useUpload()
  const chooser = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const send = (file: File | undefined) =>
    file && upload.mutate({ file, object: wizard.object.name }, { onSuccess: wizard.take, onError: showProblem })
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    send(event.dataTransfer.files[0])
  }
  return (
    <section
      className="zk-card zk-drop"
      data-over={isOver || undefined}
      aria-label={say('import.drop')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className="zk-empty-icon">
        <Upload size={20} strokeWidth={1.5} aria-hidden="true" />
      </span>
      <h2 className="zk-strong">{say('import.drop')}</h2>
      <p className="zk-second">{say('import.drop.why')}</p>
      <input
        ref={chooser}
        type="file"
        accept={accepted}
        hidden
        onChange={(event) => {
          send(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <Button type={wizard.offer ? 'default' : 'primary'} loading={upload.isPending} onClick={() => chooser.current?.click()}>
        {say(wizard.offer ? 'import.other-file' : 'import.choose')}
      </Button>
      <a className="zk-small" href={templateAddress(wizard.object.name)} download>
        {say('import.template-sheet')}
      </a>
    </section>
  )
}

function Earlier({ wizard }: Readonly<{ wizard: Wizard }>) {
  const say = useTexts()
  const format = useFormat()
  const { earlier } = wizard
  if (!earlier || wizard.offer) return null
  return (
    <section className="zk-card zk-import-line">
      <FileSpreadsheet size={16} strokeWidth={1.5} aria-hidden="true" />
      <span className="zk-grow">
        {say('import.earlier', { file: earlier.name })} <span className="zk-meta">{format.momentRelative(earlier.at)}</span>
      </span>
      <Button onClick={() => wizard.goOn(earlier)}>{say('import.go-on')}</Button>
    </section>
  )
}

const separatorKey = (separator: string): string => ({ ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' })[separator] ?? 'other'

/** How the file is read: encoding, separator or sheet, each to be changed. */
function Reading({ info, wizard }: Readonly<{ info: FileInfo; wizard: Wizard }>) {
  const say = useTexts()
  const { encoding, separator, sheet } = wizard.settings.options
  const how = { ...(encoding ? { encoding } : {}), ...(separator ? { separator } : {}), ...(sheet ? { sheet } : {}) }
  const shownEncodings = [...new Set([info.encoding, ...encodings])]
  const shownSeparators = [...new Set([...(info.separator ? [info.separator] : []), ...separators])]
  return (
    <div className="zk-import-reading">
      {info.format === 'csv' && (
        <>
          <span className="zk-second">{say('import.encoding')}</span>
          <Select
            aria-label={say('import.encoding')}
            value={info.encoding}
            options={shownEncodings.map((value) => ({ value, label: value.toUpperCase() }))}
            onChange={(value) => wizard.reread({ ...how, encoding: value })}
          />
          <span className="zk-second">{say('import.separator')}</span>
          <Select
            aria-label={say('import.separator')}
            value={info.separator ?? ','}
            options={shownSeparators.map((value) => ({ value, label: say(`import.separator.${separatorKey(value)}`, { sign: value }) }))}
            onChange={(value) => wizard.reread({ ...how, separator: value })}
          />
        </>
      )}
      {info.sheets && info.sheets.length > 1 && (
        <>
          <span className="zk-second">{say('import.sheet')}</span>
          <Select
            aria-label={say('import.sheet')}
            value={info.sheet ?? null}
            options={info.sheets.map((value) => ({ value, label: value }))}
            onChange={(value) => wizard.reread({ ...how, sheet: value })}
          />
        </>
      )}
    </div>
  )
}

const shownSamples = 5

function Samples({ offer }: Readonly<{ offer: Offer }>) {
  const rows = Array.from(
    { length: Math.min(shownSamples, Math.max(0, ...offer.columns.map(({ samples }) => samples.length))) },
    (_, row) => row,
  )
  return (
    <div className="zk-table-place">
      <table className="zk-table zk-import-samples">
        <thead>
          <tr>
            {offer.columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              {offer.columns.map(({ name, samples }) => (
                <td key={name}>
                  <span className="zk-clip" title={samples[row]}>
                    {samples[row] ?? ''}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Size of a file as told by its rows. */
export function useRowsText(offer: Offer | undefined): string {
  const say = useTexts()
  const format = useFormat()
  const rows = offer?.info.rowsEstimate
  return rows ? say('import.rows-about', { count: rows, number: format.number(rows) }) : ''
}

/** First step: the file, how it is read, what is in it. */
export function FileStep({ wizard }: Readonly<{ wizard: Wizard }>) {
  const say = useTexts()
  const { offer, object } = wizard
  const rows = useRowsText(offer)
  return (
    <>
      <div className="zk-wizard-body">
        <Earlier wizard={wizard} />
        <DropPlace wizard={wizard} />
        {wizard.isReading && !offer && <SkeletonLines lines={6} />}
        {offer && (
          <section className="zk-card" aria-busy={wizard.isReading}>
            <header className="zk-card-head">
              <FileSpreadsheet size={16} strokeWidth={1.5} aria-hidden="true" />
              <h2 className="zk-clip">{offer.name}</h2>
              <span className="zk-meta zk-small">{rows}</span>
            </header>
            <Reading info={offer.info} wizard={wizard} />
            <p className="zk-import-hint zk-second zk-small">{say('import.samples')}</p>
            <Samples offer={offer} />
          </section>
        )}
      </div>
      <WizardFoot words={<AppLink to="/imports">{say('import.all')}</AppLink>}>
        <LinkButton to={listAddress(object.plural)}>{say('import.cancel')}</LinkButton>
        <Button type="primary" disabled={!offer || wizard.isReading} onClick={() => wizard.go('map')}>
          {say('import.to-map')}
        </Button>
      </WizardFoot>
    </>
  )
}

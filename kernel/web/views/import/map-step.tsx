import { Button } from 'antd'
import { Download, FolderOpen } from 'lucide-react'
import { useRef } from 'react'
import { showToast } from '../../data/toasts.ts'
import { useTexts } from '../../i18n/texts.ts'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { readMap, unfed } from './import-map.ts'
import { MapTable } from './map-table.tsx'
import { TemplatesCard } from './templates-card.tsx'
import type { Wizard } from './use-wizard.ts'
import { WizardFoot } from './wizard-foot.tsx'

/** A map kept as a file: taken from one, written to one. */
function MapFile({ wizard }: Readonly<{ wizard: Wizard }>) {
  const say = useTexts()
  const chooser = useRef<HTMLInputElement>(null)
  const load = async (file: File | undefined) => {
    if (!file || !wizard.offer) return
    const map = await file
      .text()
      .then((text) => readMap(JSON.parse(text), wizard.offer?.columns ?? []))
      .catch(() => undefined)
    if (!map) {
      showToast({ text: say('import.map-file.bad', { file: file.name }), tone: 'error' })
      return
    }
    wizard.change({ map })
    showToast({ text: say('import.map-file.taken', { file: file.name }), tone: 'done' })
  }
  const save = () => {
    const address = URL.createObjectURL(new Blob([JSON.stringify(wizard.settings.map, null, 2)], { type: 'application/json' }))
    Object.assign(document.createElement('a'), { href: address, download: `${wizard.object.plural}.map.json` }).click()
    URL.revokeObjectURL(address)
  }
  return (
    <>
      <input
        ref={chooser}
        type="file"
        accept=".json"
        hidden
        onChange={(event) => {
          void load(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <Button
        type="text"
        size="small"
        icon={<FolderOpen size={14} strokeWidth={1.5} aria-hidden="true" />}
        onClick={() => chooser.current?.click()}
      >
        {say('import.map-file.load')}
      </Button>
      <Button type="text" size="small" icon={<Download size={14} strokeWidth={1.5} aria-hidden="true" />} onClick={save}>
        {say('import.map-file.save')}
      </Button>
    </>
  )
}

/** Second step: which column fills which field. */
export function MapStep({ wizard }: Readonly<{ wizard: Wizard }>) {
  const say = useTexts()
  const { offer, settings, places, unclear } = wizard
  const columns = offer?.columns ?? []
  const mapped = columns.filter(({ name }) => settings.map.columns[name]).length
  const needed = unfed(settings.map, places)
  const isUnclear = Object.keys(unclear).some((name) => settings.map.columns[name] && !settings.map.columns[name]?.format)
  const words = isUnclear
    ? say('import.days-unclear.words')
    : needed.length > 0
      ? say('import.needed', { fields: needed.map(({ label }) => label).join(say('value.join')) })
      : ''
  return (
    <>
      <div className="zk-wizard-body">
        {wizard.complaint && (
          <p className="zk-import-complaint" role="alert">
            {wizard.complaint}
          </p>
        )}
        <section className="zk-card">
          <header className="zk-card-head">
            <h2>{say('import.map')}</h2>
            <span className="zk-meta zk-small">
              {mapped} / {columns.length}
            </span>
            <span className="zk-grow" />
            <MapFile wizard={wizard} />
          </header>
          {offer ? <MapTable wizard={wizard} columns={columns} /> : <SkeletonLines lines={8} />}
        </section>
        {offer && <TemplatesCard wizard={wizard} columns={columns} />}
      </div>
      <WizardFoot words={words && <span className="zk-warning">{words}</span>}>
        <Button onClick={() => wizard.go('file')}>{say('import.back')}</Button>
        <Button type="primary" disabled={!offer || isUnclear || needed.length > 0 || mapped === 0} onClick={() => wizard.go('options')}>
          {say('import.to-options')}
        </Button>
      </WizardFoot>
    </>
  )
}

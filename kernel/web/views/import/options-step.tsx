import { Button, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import type { ImportOptions } from './import-api.ts'
import { matchable } from './import-map.ts'
import type { Wizard } from './use-wizard.ts'
import { WizardFoot } from './wizard-foot.tsx'

type ChoiceProps<K extends keyof ImportOptions> = Readonly<{
  wizard: Wizard
  name: K
  ways: readonly NonNullable<ImportOptions[K]>[]
  isOff?: boolean
}>

/** One rule of the import, each way with a word about what it means. */
export function Choice<K extends 'onMatch' | 'onNew' | 'duplicates' | 'blank' | 'shortRows'>({
  wizard,
  name,
  ways,
  isOff = false,
}: ChoiceProps<K>) {
  const say = useTexts()
  const { options } = wizard.settings
  return (
    <Radio.Group
      aria-label={say(`import.option.${name}`)}
      disabled={isOff}
      value={options[name] ?? ways[0]}
      onChange={({ target }) => wizard.change({ options: { ...options, [name]: target.value } })}
      options={ways.map((value) => ({ value, label: say(`import.option.${name}.${value}`) }))}
    />
  )
}

function Line({ label, why, children }: Readonly<{ label: string; why?: string; children: ReactNode }>) {
  return (
    <div className="zk-import-option">
      <span className="zk-second">{label}</span>
      <div>
        {children}
        {why && <p className="zk-small zk-meta">{why}</p>}
      </div>
    </div>
  )
}

/** Third step: how records are found again, and what happens to them. */
export function OptionsStep({ wizard }: Readonly<{ wizard: Wizard }>) {
  const say = useTexts()
  const { settings, places, object } = wizard
  const fields = matchable(settings.map, places)
  const match = settings.match.filter((name) => fields.some(({ path }) => path === name))
  const told = (object.duplicates ?? []).flatMap((name) => object.fields[name]?.label ?? [])
  return (
    <>
      <div className="zk-wizard-body">
        <section className="zk-card">
          <header className="zk-card-head">
            <h2>{say('import.options')}</h2>
          </header>
          <Line
            label={say('import.match')}
            why={say(match.length > 0 ? 'import.match.why' : 'import.match.none', { objects: object.labelPlural })}
          >
            <Select
              aria-label={say('import.match')}
              mode="multiple"
              className="zk-import-match"
              placeholder={say('import.match.ask')}
              value={match}
              maxCount={5}
              options={fields.map(({ path, label }) => ({ value: path, label }))}
              onChange={(next: string[]) => wizard.change({ match: next })}
            />
          </Line>
          <Line label={say('import.option.onMatch')}>
            <Choice wizard={wizard} name="onMatch" ways={['update', 'skip']} isOff={match.length === 0} />
          </Line>
          <Line label={say('import.option.onNew')}>
            <Choice wizard={wizard} name="onNew" ways={['create', 'skip']} isOff={match.length === 0} />
          </Line>
          {told.length > 0 && (
            <Line label={say('import.option.duplicates')} why={say('import.duplicates.why', { fields: told.join(say('value.join')) })}>
              <Choice wizard={wizard} name="duplicates" ways={['create', 'skip', 'update']} />
            </Line>
          )}
          <Line label={say('import.option.blank')}>
            <Choice wizard={wizard} name="blank" ways={['leave', 'clear']} isOff={match.length === 0} />
          </Line>
          <Line label={say('import.option.shortRows')}>
            <Choice wizard={wizard} name="shortRows" ways={['fail', 'fill']} />
          </Line>
        </section>
      </div>
      <WizardFoot words={say('import.dry.words')}>
        <Button onClick={() => wizard.go('map')}>{say('import.back')}</Button>
        <Button type="primary" loading={wizard.isSending} disabled={!wizard.offer} onClick={() => wizard.dryRun({ ...settings, match })}>
          {say('import.to-dry')}
        </Button>
      </WizardFoot>
    </>
  )
}

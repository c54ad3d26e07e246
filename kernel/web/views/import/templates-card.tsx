import { Button, Input, Select } from 'antd'
import { Plus, X } from 'lucide-react'
import { useTexts } from '../../i18n/texts.ts'
import { type Column, columnInTemplate, type ImportMap, type Place, templatePreview, unfed } from './import-map.ts'
import type { Wizard } from './use-wizard.ts'

type LineProps = Readonly<{
  place: Place
  template: string
  columns: readonly Column[]
  onChange(template: string): void
  onRemove(): void
}>

function TemplateLine({ place, template, columns, onChange, onRemove }: LineProps) {
  const say = useTexts()
  return (
    <li className="zk-import-template">
      <span className="zk-strong">{place.label}</span>
      <Input
        className="zk-code"
        aria-label={say('import.template-of', { field: place.label })}
        value={template}
        onChange={(event) => onChange(event.target.value)}
      />
      <Select
        aria-label={say('import.insert')}
        placeholder={say('import.insert')}
        value={null}
        options={columns.map(({ name }) => ({ value: name, label: name }))}
        popupMatchSelectWidth={false}
        onChange={(name: string) => onChange(`${template}${template ? ' ' : ''}${columnInTemplate(name)}`)}
      />
      <Button
        type="text"
        size="small"
        icon={<X size={14} aria-hidden="true" />}
        aria-label={say('import.template-remove', { field: place.label })}
        onClick={onRemove}
      />
      <span className="zk-small zk-meta zk-clip zk-import-preview">
        {say('import.preview', { text: templatePreview(template, columns) })}
      </span>
    </li>
  )
}

/** Texts for fields that no column gives, put together from the columns of the row. */
export function TemplatesCard({ wizard, columns }: Readonly<{ wizard: Wizard; columns: readonly Column[] }>) {
  const say = useTexts()
  const { places, settings } = wizard
  const { map } = settings
  const templated = Object.entries(map.templates)
  const fed = new Set([...Object.values(map.columns).map(({ field }) => field), ...Object.keys(map.templates)])
  const open = places.filter(({ path }) => !fed.has(path))
  const needed = unfed(map, places)
  const set = (templates: ImportMap['templates']) => wizard.change({ map: { ...map, templates } })
  return (
    <section className="zk-card">
      <header className="zk-card-head">
        <h2>{say('import.templates')}</h2>
        <span className="zk-meta zk-small zk-clip">{say('import.templates.why')}</span>
      </header>
      <ul className="zk-import-templates">
        {templated.map(([path, target]) => {
          const place = places.find((one) => one.path === path) ?? { path, label: path, field: {} as Place['field'], isBelow: false }
          return (
            <TemplateLine
              key={path}
              place={place}
              template={target.template}
              columns={columns}
              onChange={(template) => set({ ...map.templates, [path]: { ...target, template } })}
              onRemove={() => set(Object.fromEntries(templated.filter(([name]) => name !== path)))}
            />
          )
        })}
      </ul>
      {needed.length > 0 && (
        <p className="zk-import-hint zk-warning">
          {say('import.needed', { fields: needed.map(({ label }) => label).join(say('value.join')) })}
        </p>
      )}
      <div className="zk-import-add">
        <Plus size={14} strokeWidth={1.5} aria-hidden="true" />
        <Select
          aria-label={say('import.template-add')}
          placeholder={say('import.template-add')}
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          options={open.map(({ path, label }) => ({ value: path, label }))}
          popupMatchSelectWidth={false}
          onChange={(path: string) => set({ ...map.templates, [path]: { template: '' } })}
        />
      </div>
    </section>
  )
}

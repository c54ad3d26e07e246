import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { Download, Plus, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { apiAddress } from '../data/api.ts'
import { useMeta } from '../data/use-meta.ts'
import { PageProblem } from '../frame/page-problem.tsx'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { Icon } from '../parts/icon.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { Tag } from '../parts/tag.tsx'
import { type ObjectDeclaration, peopleObjects, useObjects, wordOf } from './data.ts'
import { ExchangeDialog } from './exchange-dialog.tsx'
import { ObjectDrawer } from './object-drawer.tsx'
import '../views/object-page.css'
import '../admin/admin.css'
import '../views/form/form.css'
import './define.css'

/** Objects with the lines that only exist in them, by module as in the navigation. */
function useGroups(objects: readonly ObjectDeclaration[], words: string) {
  const meta = useMeta()
  const locale = useLocale()
  // What the system keeps for itself is shaped by nobody; people and departments are.
  const isShaped = ({ module, name }: ObjectDeclaration) => module !== 'kernel' || peopleObjects.includes(name)
  const fits = (object: ObjectDeclaration) => `${wordOf(object, locale)} ${object.name}`.toLowerCase().includes(words.toLowerCase())
  return meta.modules
    .map((module) => ({
      module,
      objects: objects.filter((object) => module.objects.includes(object.name) && isShaped(object) && fits(object)),
    }))
    .filter(({ objects: found }) => found.length > 0)
}

/** All objects of the workspace: those of the product may be widened, new ones made. */
export function Page() {
  const say = useTexts()
  const locale = useLocale()
  const navigate = useNavigate()
  const { data: objects, error } = useObjects()
  const [words, setWords] = useState('')
  const [isNew, setNew] = useState(false)
  const [file, setFile] = useState<File | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const groups = useGroups(objects ?? [], words)
  if (error) return <PageProblem error={error} />
  return (
    <div className="zk-admin">
      <header className="zk-row zk-define-head">
        <h1 className="zk-grow">{say('page.kernel.objects')}</h1>
        <Button href={apiAddress('/meta/definitions')} icon={<Download size={14} aria-hidden="true" />} className="zk-wide-only">
          {say('define.export')}
        </Button>
        <Button icon={<Upload size={14} aria-hidden="true" />} className="zk-wide-only" onClick={() => input.current?.click()}>
          {say('define.import')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          className="zk-unseen"
          tabIndex={-1}
          aria-label={say('define.import')}
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
        <Button type="primary" icon={<Plus size={14} aria-hidden="true" />} onClick={() => setNew(true)}>
          {say('define.object.new')}
        </Button>
      </header>
      <Input
        allowClear
        className="zk-define-search"
        value={words}
        placeholder={say('define.search')}
        aria-label={say('define.search')}
        onChange={(event) => setWords(event.target.value)}
      />
      {!objects && <SkeletonLines lines={8} />}
      {groups.map(({ module, objects: found }) => (
        <section key={module.name}>
          <h2 className="zk-admin-area">{module.label}</h2>
          <div className="zk-admin-cards">
            {found.map((object) => (
              <AppLink key={object.name} to={`/admin/objects/${object.name}`} className="zk-card zk-admin-card">
                <Icon name={object.icon} />
                <span className="zk-column zk-grow">
                  <span className="zk-row">
                    <span className="zk-strong zk-clip">{wordOf(object, locale)}</span>
                    {object.isCustom && <Tag color="accent">{say('define.own')}</Tag>}
                  </span>
                  <span className="zk-second zk-small">{say('define.fields.count', { count: object.fieldCount ?? 0 })}</span>
                </span>
              </AppLink>
            ))}
          </div>
        </section>
      ))}
      {isNew && <ObjectDrawer onClose={() => setNew(false)} onMade={(name) => void navigate({ to: `/admin/objects/${name}` as never })} />}
      {file && <ExchangeDialog file={file} onClose={() => setFile(null)} />}
    </div>
  )
}

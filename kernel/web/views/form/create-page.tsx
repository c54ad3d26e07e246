import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import { showDone } from '../../data/undo.ts'
import { titleOf, useObject } from '../../data/use-meta.ts'
import { NotFound } from '../../frame/not-found.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { listAddress, recordAddress } from '../../parts/app-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Icon } from '../../parts/icon.tsx'
import { FormBody, focusForm } from './form-body.tsx'
import { FormSteps } from './form-steps.tsx'
import { useForm } from './use-form.ts'

const isValues = (value: unknown): value is Partial<Row> => typeof value === 'object' && value !== null && !Array.isArray(value)

function CreateForm({ object }: Readonly<{ object: ObjectMeta }>) {
  const say = useTexts()
  const navigate = useNavigate()
  const router = useRouter()
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const body = useRef<HTMLFormElement>(null)
  const form = useForm({ object, initial: isValues(search.with) ? search.with : undefined, keepsDraft: true })
  useEffect(() => focusForm(body.current), [])
  const save = async () => {
    const saved = await form.save()
    if (!saved) {
      requestAnimationFrame(() => focusForm(body.current))
      return
    }
    showDone(say('form.created', { object: object.label, title: titleOf(object, saved.row) }), saved.changeSet)
    void navigate({ to: recordAddress(object.plural, saved.row.id) as never, replace: true })
  }
  const leave = () => {
    form.discard()
    if (router.history.canGoBack()) router.history.back()
    else void navigate({ to: listAddress(object.plural) as never })
  }
  return (
    <div className="zk-create">
      <header className="zk-create-head">
        <Icon name={object.icon} size={20} />
        <h1>{say('object.create', { object: object.label })}</h1>
      </header>
      <div className="zk-create-body">
        <FormBody object={object} form={form} isNew bodyRef={body} onSave={() => void save()} />
      </div>
      <footer className="zk-create-foot">
        <FormSteps isNew isSaving={form.isSaving} onSave={() => void save()} onClose={leave} />
      </footer>
    </div>
  )
}

/** A new record on a page of its own; `?with={"account":{"id":…,"title":…}}` fills in what is known already. */
export function Page() {
  const say = useTexts()
  const { plural } = useParams({ strict: false }) as { plural: string }
  const object = useObject(plural)
  if (!object) return <NotFound />
  if (!object.may.create)
    return <EmptyState isPage icon="shield" title={say('form.no-right', { objects: object.labelPlural })} why={say('page.forbidden.why')} />
  return <CreateForm key={object.name} object={object} />
}

import type { ObjectMeta } from '../data/meta-types.ts'
import { useCount } from '../data/use-list.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, createAddress, listAddress } from '../parts/app-link.tsx'
import { EmptyState } from '../parts/empty-state.tsx'

function StepsFor({ object }: Readonly<{ object: ObjectMeta }>) {
  const say = useTexts()
  const { data } = useCount({ object: object.name })
  if (!data || data.value > 0) return null
  return (
    <section className="zk-card zk-home-wide">
      <EmptyState icon={object.icon} title={say('home.first', { objects: object.labelPlural })} why={say('home.first.why')}>
        {object.may.import && (
          <AppLink to={`${listAddress(object.plural)}/import`} className="ant-btn ant-btn-primary zk-link-button">
            {say('list.import')}
          </AppLink>
        )}
        <AppLink to={createAddress(object.plural)} className="ant-btn ant-btn-default zk-link-button">
          {say('object.create', { object: object.label })}
        </AppLink>
      </EmptyState>
    </section>
  )
}

/** In an empty workspace: where to begin. */
export function FirstSteps() {
  const meta = useMeta()
  const first = meta.modules
    .flatMap((module) => module.objects.flatMap((name) => meta.objects[name] ?? []))
    .find((object) => object.owned && object.may.create && !object.partOf)
  return first ? <StepsFor object={first} /> : null
}

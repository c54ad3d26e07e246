import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ObjectMeta } from '../data/meta-types.ts'
import { useTexts } from '../i18n/texts.ts'
import { createAddress, listAddress } from '../parts/app-link.tsx'
import { EmptyState } from '../parts/empty-state.tsx'

/** In an empty workspace: where to begin. */
export function FirstSteps({ object }: Readonly<{ object: ObjectMeta }>) {
  const say = useTexts()
  const navigate = useNavigate()
  const go = (to: string) => () => void navigate({ to: to as never })
  return (
    <section className="zk-card zk-home-wide">
      <EmptyState icon={object.icon} title={say('home.first', { objects: object.labelPlural })} why={say('home.first.why')}>
        {object.may.import && (
          <Button type="primary" onClick={go(`${listAddress(object.plural)}/import`)}>
            {say('list.empty.import')}
          </Button>
        )}
        <Button onClick={go(createAddress(object.plural))}>{say('object.create', { object: object.label })}</Button>
      </EmptyState>
    </section>
  )
}

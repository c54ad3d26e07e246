import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useAsOf } from '../data/as-of.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { createAddress } from '../parts/app-link.tsx'
import { Icon } from '../parts/icon.tsx'
import type { TileProps } from './tile-props.ts'

/** Buttons for what is made most; those of what the reader may not make are left out, and on a past day all of them. */
export function CreateTile({ tile }: Pick<TileProps, 'tile'>) {
  const say = useTexts()
  const meta = useMeta()
  const asOf = useAsOf()
  const navigate = useNavigate()
  const objects = (tile.objects as readonly string[]).flatMap((name) => meta.objects[name] ?? []).filter(({ may }) => may.create)
  if (asOf || objects.length === 0) return null
  return (
    <section className="zk-home-create" aria-label={tile.label ?? say('tile.create')}>
      {objects.map((object) => (
        <Button
          key={object.name}
          icon={<Icon name={object.icon} />}
          onClick={() => void navigate({ to: createAddress(object.plural) as never })}
        >
          {say('object.create', { object: object.label })}
        </Button>
      ))}
    </section>
  )
}

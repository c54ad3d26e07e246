import { useMeta } from '../data/use-meta.ts'
import { useRow } from '../data/use-row.ts'
import { useTexts } from '../i18n/texts.ts'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { homePanels } from '../slots/installed.ts'
import { RecordPanel } from '../views/record/record-panels.tsx'
import type { TileProps } from './tile-props.ts'

/** Which panel of which record; without a record while nobody has chosen one. */
export type PanelChoice = Readonly<{ name: string; on: string; id?: string }>

/** What one record says by a panel of its module, as whoever looks may see it; that it is gone or out of reach is said in words. */
export function PanelTile({ tile }: Pick<TileProps, 'tile'>) {
  const say = useTexts()
  const { name, on, id } = tile.panel as PanelChoice
  const object = useMeta().objects[on]
  const def = homePanels().find((one) => one.name === name && one.on === on)
  const { data: row, error } = useRow(on, object && def ? id : undefined)
  if (object && def && row) return <RecordPanel def={def} object={object} row={row} heading={tile.label} />
  return (
    <section className="zk-card zk-tile">
      {object && def && id && !error ? (
        <SkeletonLines />
      ) : (
        <p className="zk-meta zk-home-gone">{id ? say('tile.panel.gone') : say('tile.panel.choose')}</p>
      )}
    </section>
  )
}

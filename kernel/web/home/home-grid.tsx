import type { ComponentType } from 'react'
import type { HomeTileMeta } from '../data/meta-types.ts'
import { useMeta } from '../data/use-meta.ts'
import { BoardCard } from './board-card.tsx'
import { CreateTile } from './create-tile.tsx'
import { ChartOfTile, NumberTile, ReportTile } from './figure-tiles.tsx'
import { PanelTile } from './panel-tile.tsx'
import { RecentCard } from './recent-card.tsx'
import { RowsTile } from './rows-tile.tsx'
import type { TileProps } from './tile-props.ts'
import './home.css'

/** How each kind of tile is drawn: about one object, or about what it names itself. */
const ofObject: Readonly<Record<string, ComponentType<TileProps>>> = {
  rows: RowsTile,
  number: NumberTile,
  chart: ChartOfTile,
  board: BoardCard,
  recent: RecentCard,
}
const ofItself: Readonly<Record<string, ComponentType<Pick<TileProps, 'tile'>>>> = {
  report: ReportTile,
  panel: PanelTile,
  create: CreateTile,
}

function Tile({ tile }: Readonly<{ tile: HomeTileMeta }>) {
  const meta = useMeta()
  const object = tile.object === undefined ? undefined : meta.objects[tile.object]
  const Own = ofItself[tile.kind]
  const About = ofObject[tile.kind]
  if (Own) return <Own tile={tile} />
  return About && object ? <About tile={tile} object={object} /> : null
}

/** The parts of a home page, each as wide as it says; what draws nothing takes no room. */
export function HomeGrid({ tiles }: Readonly<{ tiles: readonly HomeTileMeta[] }>) {
  return (
    <div className="zk-home-grid">
      {tiles.map((tile, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tiles have no name of their own, and two of them may be the same
        <div key={`${i} ${JSON.stringify(tile)}`} className="zk-home-tile" data-width={tile.width} data-kind={tile.kind}>
          <Tile tile={tile} />
        </div>
      ))}
    </div>
  )
}

import { AppLink, listAddress, SkeletonLines, useAggregate, useFormat, useLocale, useTexts } from '#kernel/web'
import { labelOf, type Square, squaresOf, type Tile, tiles } from './province-tiles.ts'

const colours = 5
const measures = { customers: 'count' } as const
const most = 1_000

/** Where customers lie before and after: each province in the colour of the territory that has most of them, crossed where others have some, too. */
export function RecutMap({ run }: Readonly<{ run: string }>) {
  const say = useTexts()
  const ask = (territory: string) => ({
    object: 'territoryPlace',
    by: ['account.province', territory],
    measures,
    filter: { run },
    limit: most,
  })
  const [was, is] = [useAggregate(ask('before')).data?.rows, useAggregate(ask('after')).data?.rows]
  if (!was || !is) return <SkeletonLines lines={3} />
  const maps = [
    { key: 'before', ...squaresOf(was, 'before') },
    { key: 'after', ...squaresOf(is, 'after') },
  ] as const
  const colourOf = coloursOf(maps.flatMap(({ squares }) => squares))
  return (
    <div className="zk-recut-maps">
      {maps.map(({ key, squares, elsewhere }) => (
        <figure key={key}>
          <figcaption>{say(`territories.map.${key}`)}</figcaption>
          <div className="zk-recut-map">
            {tiles
              .filter((tile) => !squares.some((square) => square.tile === tile))
              .map((tile) => (
                <Blank key={tile.key} tile={tile} />
              ))}
            {squares.map((square) => (
              <Province key={square.tile.key} square={square} run={run} territory={key} colour={colourOf(square)} />
            ))}
          </div>
          <Legend squares={squares} colourOf={colourOf} />
          {elsewhere > 0 && <p className="zk-meta">{say('territories.map.elsewhere', { n: elsewhere })}</p>}
        </figure>
      ))}
    </div>
  )
}

/** The same territory has the same colour on both maps, found by its name, as a plan's copy of one has another id. */
function coloursOf(squares: readonly Square[]): (square: Square) => number {
  const names = [...new Set(squares.map(({ shares }) => shares[0]?.title ?? ''))].filter((name) => name !== '').toSorted()
  return ({ shares }) => (shares[0]?.title ? (names.indexOf(shares[0].title) % colours) + 1 : 0)
}

const placeOf = ({ column, row }: Tile) => ({ gridColumn: column + 1, gridRow: row + 1 })

function Blank({ tile }: Readonly<{ tile: Tile }>) {
  const locale = useLocale()
  return (
    <span className="zk-recut-blank" style={placeOf(tile)}>
      {labelOf(tile, locale)}
    </span>
  )
}

type ProvinceProps = Readonly<{ square: Square; run: string; territory: 'before' | 'after'; colour: number }>

function Province({ square: { tile, total, shares, written }, run, colour }: ProvinceProps) {
  const say = useTexts()
  const format = useFormat()
  const locale = useLocale()
  const told = shares.map(({ title, customers }) => `${title ?? say('territories.preview.nobody')} ${format.number(customers)}`).join(', ')
  return (
    <AppLink
      to={listAddress('territory-places')}
      search={{ filter: { run, 'account.province': { in: written } } }}
      className="zk-recut-tile"
      title={`${labelOf(tile, locale)}: ${told}`}
      data-colour={colour}
      data-mixed={shares.length > 1}
      style={placeOf(tile)}
    >
      <span>{labelOf(tile, locale)}</span>
      <span>{format.number(total)}</span>
    </AppLink>
  )
}

function Legend({ squares, colourOf }: Readonly<{ squares: readonly Square[]; colourOf(square: Square): number }>) {
  const say = useTexts()
  const names = new Map(squares.map((square) => [square.shares[0]?.title ?? '', colourOf(square)]))
  return (
    <ul className="zk-recut-legend">
      {[...names]
        .toSorted(([a], [b]) => a.localeCompare(b))
        .map(([name, colour]) => (
          <li key={name}>
            <span data-colour={colour} aria-hidden="true" />
            {name || say('territories.preview.nobody')}
          </li>
        ))}
    </ul>
  )
}

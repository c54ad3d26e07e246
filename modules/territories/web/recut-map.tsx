import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { ChevronLeft } from 'lucide-react'
import { type CSSProperties, useId } from 'react'
import { AppLink, listAddress, SkeletonLines, useAggregate, useFormat, useLocale, useTexts } from '#kernel/web'
import { type City, citiesOf, labelOf, type Share, type Square, squaresOf, type Tile, tiles } from './province-tiles.ts'

const colours = 5
const measures = { customers: 'count' } as const
const most = 1_000
const sides = ['before', 'after'] as const
type Side = (typeof sides)[number]

/** A place as it is drawn: pressed, it opens its cities or its customers. */
type Spot = Readonly<{ key: string; label: string; total: number; shares: readonly Share[]; style?: CSSProperties; open: Opening }>
type Opening = Readonly<{ province: string }> | Readonly<{ filter: Readonly<Record<string, unknown>> }>
type Drawn = Readonly<{ side: Side; spots: readonly Spot[]; note?: string }>

const placeOf = ({ column, row }: Tile): CSSProperties => ({ gridColumn: column + 1, gridRow: row + 1 })
const written = (names: readonly string[]) => ({ in: names })

/** Where customers lie before and after: each province, or each city of one, in the colour of the territory that has most of them, crossed where others have some, too. */
export function RecutMap({ run }: Readonly<{ run: string }>) {
  const search = useSearch({ strict: false }) as Readonly<{ province?: unknown }>
  const ask = (territory: Side) => ({
    object: 'territoryPlace',
    by: ['account.province', territory],
    measures,
    filter: { run },
    limit: most,
  })
  const [was, is] = [useAggregate(ask('before')).data?.rows, useAggregate(ask('after')).data?.rows]
  if (!was || !is) return <SkeletonLines lines={3} />
  const maps = [squaresOf(was, 'before'), squaresOf(is, 'after')] as const
  const opened = maps[0].places.find(({ place }) => place.key === search.province)
  return opened ? <Cities run={run} province={opened} /> : <Provinces maps={maps} />
}

type Found = ReturnType<typeof squaresOf>

function Provinces({ maps }: Readonly<{ maps: readonly [Found, Found] }>) {
  const say = useTexts()
  const locale = useLocale()
  const spotsOf = (squares: readonly Square[]): readonly Spot[] =>
    squares.map(({ place, total, shares }) => ({
      ...{ key: place.key, label: labelOf(place, locale), total, shares },
      ...{ style: placeOf(place), open: { province: place.key } },
    }))
  const shown = maps.map(({ places, elsewhere }, i): Drawn => {
    const note = elsewhere > 0 ? { note: say('territories.map.elsewhere', { n: elsewhere }) } : {}
    return { side: sides[i]!, spots: spotsOf(places), ...note }
  })
  const blanks = tiles.filter((tile) => !maps[0].places.some(({ place }) => place === tile))
  return <Maps maps={shown} kind="province" blanks={blanks} />
}

/** The cities of one province: where they lie nobody says, so they stand by how many customers they have, in one order on both maps. */
function Cities({ run, province }: Readonly<{ run: string; province: Square }>) {
  const say = useTexts()
  const locale = useLocale()
  const to = useProvince()
  const inside = { run, 'account.province': written(province.written) }
  const ask = (territory: Side) => ({ object: 'territoryPlace', by: ['account.city', territory], measures, filter: inside, limit: most })
  const [was, is] = [useAggregate(ask('before')).data?.rows, useAggregate(ask('after')).data?.rows]
  const spotOf = ({ place, total, shares, written: names }: City): Spot => {
    const city = place === '' ? { empty: true } : written(names)
    return {
      key: place,
      label: place || say('territories.map.no-city'),
      total,
      shares,
      open: { filter: { ...inside, 'account.city': city } },
    }
  }
  const name = labelOf(province.place, locale)
  return (
    <section aria-label={say('territories.map.cities', { province: name })}>
      <div className="zk-recut-way">
        <Button size="small" icon={<ChevronLeft size={14} aria-hidden="true" />} onClick={() => to(undefined)}>
          {say('territories.map.back')}
        </Button>
        <strong>{say('territories.map.cities', { province: name })}</strong>
        <AppLink to={listAddress('territory-places')} search={{ filter: inside }}>
          {say('territories.map.all', { n: province.total })}
        </AppLink>
      </div>
      {was && is ? (
        <Maps
          kind="city"
          maps={[was, is].map((rows, i) => ({ side: sides[i]!, spots: citiesOf(rows, sides[i]!).map(spotOf) }))}
          blanks={[]}
        />
      ) : (
        <SkeletonLines lines={3} />
      )}
    </section>
  )
}

/** Which province is open stands in the address, so that the way back from a list leads to it. */
function useProvince(): (key: string | undefined) => void {
  const navigate = useNavigate()
  return (province) => void navigate({ to: '.', search: ((former: object) => ({ ...former, province })) as never })
}

type MapsProps = Readonly<{ maps: readonly Drawn[]; kind: 'province' | 'city'; blanks: readonly Tile[] }>

function Maps({ maps, kind, blanks }: MapsProps) {
  const say = useTexts()
  const colourOf = coloursOf(maps.flatMap(({ spots }) => spots))
  return (
    <>
      <div className="zk-recut-maps">
        {maps.map(({ side, spots, note }) => (
          <figure key={side}>
            <figcaption>{say(`territories.map.${side}`)}</figcaption>
            <div className="zk-recut-map" data-kind={kind}>
              {blanks.map((tile) => (
                <Blank key={tile.key} tile={tile} />
              ))}
              {spots.map((spot) => (
                <Place key={spot.key} spot={spot} colour={colourOf(spot)} />
              ))}
            </div>
            <Legend spots={spots} colourOf={colourOf} />
            {note && <p className="zk-meta">{note}</p>}
          </figure>
        ))}
      </div>
      <AsTable maps={maps} />
    </>
  )
}

/** The same territory has the same colour on both maps, found by its name, as a plan's copy of one has another id. */
function coloursOf(spots: readonly Spot[]): (spot: Spot) => number {
  const names = [...new Set(spots.map(({ shares }) => shares[0]?.title ?? ''))].filter((name) => name !== '').toSorted()
  return ({ shares }) => (shares[0]?.title ? (names.indexOf(shares[0].title) % colours) + 1 : 0)
}

function Blank({ tile }: Readonly<{ tile: Tile }>) {
  const locale = useLocale()
  return (
    <span className="zk-recut-blank" style={placeOf(tile)}>
      {labelOf(tile, locale)}
    </span>
  )
}

/** Whose customers lie in a place, in words. */
function useTold(): (shares: readonly Share[]) => string {
  const say = useTexts()
  const format = useFormat()
  return (shares) =>
    shares.map(({ title, customers }) => `${title ?? say('territories.preview.nobody')} ${format.number(customers)}`).join(', ')
}

function Place({ spot: { label, total, shares, style, open }, colour }: Readonly<{ spot: Spot; colour: number }>) {
  const format = useFormat()
  const told = useTold()
  const to = useProvince()
  const drawn = {
    ...{ className: 'zk-recut-tile', title: `${label}: ${told(shares)}`, style },
    ...{ 'data-colour': colour, 'data-mixed': shares.length > 1 },
  }
  const words = (
    <>
      <span className="zk-clip">{label}</span>
      <span>{format.number(total)}</span>
    </>
  )
  if ('filter' in open)
    return (
      <AppLink to={listAddress('territory-places')} search={{ filter: open.filter }} {...drawn}>
        {words}
      </AppLink>
    )
  return (
    <button type="button" {...drawn} onClick={() => to(open.province)}>
      {words}
    </button>
  )
}

/** The same for whoever reads no colours: every place with what each territory has there, before and after. */
function AsTable({ maps }: Readonly<{ maps: readonly Drawn[] }>) {
  const say = useTexts()
  const told = useTold()
  const id = useId()
  return (
    <details className="zk-recut-table">
      <summary id={id}>{say('territories.map.table')}</summary>
      <div className="zk-recut-wide">
        <table aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{say('territories.map.place')}</th>
              {maps.map(({ side }) => (
                <th key={side} scope="col">
                  {say(`territories.map.${side}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {maps[0]?.spots.map(({ key, label }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                {maps.map(({ side, spots }) => (
                  <td key={side}>{told(spots.find((spot) => spot.key === key)?.shares ?? [])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function Legend({ spots, colourOf }: Readonly<{ spots: readonly Spot[]; colourOf(spot: Spot): number }>) {
  const say = useTexts()
  const names = new Map(spots.map((spot) => [spot.shares[0]?.title ?? '', colourOf(spot)]))
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

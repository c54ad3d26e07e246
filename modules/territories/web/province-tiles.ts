/** One square for each province, about where it lies: area says nothing about customers, and all names have room. */
export type Tile = Readonly<{ key: string; column: number; row: number; names: readonly string[] }>

const tile = (key: string, column: number, row: number, ...names: string[]): Tile => ({ key, column, row, names: [key, ...names] })

/** `names`: how an address of the province begins, in both scripts and in pinyin. */
export const tiles: readonly Tile[] = [
  tile('黑龙江', 7, 0, '黑龍江', 'heilongjiang'),
  tile('新疆', 0, 1, 'xinjiang'),
  tile('内蒙古', 4, 1, '內蒙古', 'inner mongolia', 'neimenggu'),
  tile('北京', 5, 1, 'beijing'),
  tile('辽宁', 6, 1, '遼寧', 'liaoning'),
  tile('吉林', 7, 1, 'jilin'),
  tile('青海', 1, 2, 'qinghai'),
  tile('甘肃', 2, 2, '甘肅', 'gansu'),
  tile('宁夏', 3, 2, '寧夏', 'ningxia'),
  tile('山西', 4, 2, 'shanxi'),
  tile('河北', 5, 2, 'hebei'),
  tile('天津', 6, 2, 'tianjin'),
  tile('西藏', 0, 3, 'tibet', 'xizang'),
  tile('陕西', 3, 3, '陝西', 'shaanxi'),
  tile('河南', 4, 3, 'henan'),
  tile('山东', 5, 3, '山東', 'shandong'),
  tile('江苏', 6, 3, '江蘇', 'jiangsu'),
  tile('四川', 2, 4, 'sichuan'),
  tile('重庆', 3, 4, '重慶', 'chongqing'),
  tile('湖北', 4, 4, 'hubei'),
  tile('安徽', 5, 4, 'anhui'),
  tile('浙江', 6, 4, 'zhejiang'),
  tile('上海', 7, 4, 'shanghai'),
  tile('云南', 2, 5, '雲南', 'yunnan'),
  tile('贵州', 3, 5, '貴州', 'guizhou'),
  tile('湖南', 4, 5, 'hunan'),
  tile('江西', 5, 5, 'jiangxi'),
  tile('福建', 6, 5, 'fujian'),
  tile('台湾', 7, 5, '台灣', '臺灣', 'taiwan'),
  tile('海南', 2, 6, 'hainan'),
  tile('广西', 3, 6, '廣西', 'guangxi'),
  tile('广东', 4, 6, '廣東', 'guangdong'),
  tile('澳门', 5, 6, '澳門', 'macao', 'macau'),
  tile('香港', 6, 6, 'hong kong', 'hongkong'),
]

const isLatin = (name: string): boolean => /^[a-z]/.test(name)

/** The province as it is called in a language. */
export function labelOf({ key, names }: Tile, locale: 'zh-CN' | 'zh-TW' | 'en'): string {
  if (locale === 'en') return names.find(isLatin)!.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase())
  return locale === 'zh-TW' ? (names.slice(1).find((name) => !isLatin(name)) ?? key) : key
}

/** The square in which what somebody wrote for a province lies: 广东, 广东省, 廣東省 and Guangdong are one. */
export function tileOf(province: string): Tile | undefined {
  const written = province.trim().toLowerCase()
  return tiles.find(({ names }) => names.some((name) => written.startsWith(name)))
}

type Group = Readonly<Record<string, unknown>>
export type Share = Readonly<{ id: string | null; title: string | null; customers: number }>
/** Customers of a place; `written`: how the place stands in their addresses. */
type Shared<P> = Readonly<{ place: P; total: number; shares: readonly Share[]; written: readonly string[] }>
export type Square = Shared<Tile>
/** A city by its plain name, '' for those without one. */
export type City = Shared<string>

type By<P> = Readonly<{ field: string; territory: string; placeOf(written: string): P | undefined }>

/** By place, whose customers lie there, the most first; and how many lie in none that is known. */
function shared<P>(
  groups: readonly Group[],
  { field, territory, placeOf }: By<P>,
): Readonly<{ places: readonly Shared<P>[]; elsewhere: number }> {
  const at = new Map<P, { shares: Map<string | null, Share>; written: Set<string> }>()
  let elsewhere = 0
  for (const group of groups) {
    const [written, customers] = [String(group[field] ?? ''), Number(group.customers)]
    const found = placeOf(written)
    if (found === undefined) {
      elsewhere += customers
      continue
    }
    const here = at.get(found) ?? { shares: new Map<string | null, Share>(), written: new Set<string>() }
    at.set(found, here)
    here.written.add(written)
    const lies = group[territory] as Readonly<{ id: string; title: string | null }> | null
    const had = here.shares.get(lies?.id ?? null)?.customers ?? 0
    here.shares.set(lies?.id ?? null, { id: lies?.id ?? null, title: lies?.title ?? null, customers: had + customers })
  }
  const places = [...at].map(([place, { shares, written }]) => {
    const most = [...shares.values()].toSorted((a, b) => b.customers - a.customers)
    return { place, total: most.reduce((sum, one) => sum + one.customers, 0), shares: most, written: [...written] }
  })
  return { places, elsewhere }
}

export const squaresOf = (groups: readonly Group[], territory: string) =>
  shared(groups, { field: 'account.province', territory, placeOf: tileOf })

/** 深圳市, 深圳 and “Shenzhen City” are written for one city each; where a city lies nobody says here, so it has no place but its rank. */
const cityOf = (written: string): string => written.trim().replace(/(?<=..)市$| city$/i, '')

/** Cities of one province, those with most customers first, customers without a city last: in one order before and after. */
export const citiesOf = (groups: readonly Group[], territory: string): readonly City[] =>
  shared(groups, { field: 'account.city', territory, placeOf: cityOf }).places.toSorted(
    (a, b) => Number(a.place === '') - Number(b.place === '') || b.total - a.total || a.place.localeCompare(b.place),
  )

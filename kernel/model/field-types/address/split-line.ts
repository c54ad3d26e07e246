import type { Address } from '../../fields.ts'
import { type Division, provinces, shortName, takeDivision } from './divisions.ts'

/** Cities that a line may begin with, without their province: full names only, and those that exist once. */
const cities: readonly (readonly [Division, Division])[] = provinces.flatMap((province) =>
  province.children.map((city): readonly [Division, Division] => [province, city]),
)

/** A full name goes before a short one: 吉林市 is a city, 吉林 the province. */
function findStart(line: string): { province: Division; rest: string } | null {
  const found = takeDivision(line, provinces)
  if (found && line.startsWith(found.division.name)) return { province: found.division, rest: found.rest }
  const owners = cities.filter(([, city]) => line.startsWith(city.name))
  if (owners.length === 1) return { province: owners[0]![0], rest: line }
  return found && { province: found.division, rest: found.rest }
}

/** A short name alone is too little for a district: 和平 may begin the name of a road. */
const takeDistrict = (text: string, among: readonly Division[]) => {
  const found = takeDivision(text, among)
  return found && text.startsWith(found.division.name) ? found : null
}

/**
 * Province, city and district at the beginning of a Chinese address line, the rest as street; a line that begins with none of
 * them is a street as a whole.
 *
 * splitLine('广东省深圳市南山区科技园南路1号')   →   { country: 'CN', province: '广东省', city: '深圳市', district: '南山区', street: '科技园南路1号' }
 */
export function splitLine(text: string): Address {
  const [, postcode, line = ''] = /^(?:中国|中國)?[,，\s]*(\d{6})?[,，\s]*(?:中国|中國)?[,，\s]*(.*)$/s.exec(text.trim()) ?? []
  const known = postcode ? { postcode } : {}
  const start = findStart(line)
  if (!start) return { ...known, ...(line ? { street: line } : {}) }
  const { province } = start
  const inCity = takeDivision(start.rest, province.children)
  const city = inCity?.division ?? (province.children.length === 1 ? province.children[0]! : null)
  const afterCity = (inCity?.rest ?? start.rest).replace(/^市辖区/, '')
  const inDistrict = takeDistrict(afterCity, city ? city.children : province.children.flatMap(({ children }) => children))
  const owner = city ?? province.children.find(({ children }) => inDistrict && children.includes(inDistrict.division))
  const street = inDistrict?.rest ?? afterCity
  return {
    country: countryOf(province),
    province: province.name,
    ...(owner ? { city: owner.name } : {}),
    ...(inDistrict ? { district: inDistrict.division.name } : {}),
    ...known,
    ...(street ? { street } : {}),
  }
}

const regions: Readonly<Record<string, string>> = { 香港: 'HK', 澳门: 'MO', 台湾: 'TW' }
const countryOf = ({ name }: Division): string => regions[shortName(name)] ?? 'CN'

import { Fault } from '#kernel'

export type LookupAsked = Readonly<{ address: string; key: string | null; patience: number; name: string }>
/** A company as a directory knows it. */
export type FoundCompany = Readonly<{
  name: string
  creditCode: string | null
  legalPerson: string | null
  address: string | null
  province: string | null
  city: string | null
  phone: string | null
  website: string | null
}>

const mostFound = 20
const mostBytes = 1_000_000
/** As long as the fields that take it. */
const longest = { creditCode: 40, legalPerson: 100, address: 300, province: 100, city: 100, phone: 40, website: 300 } as const

/**
 * Asks a directory of companies: `GET ‹address›?name=‹words›&limit=20` with the key as `Authorization: Bearer`, which answers `{ "companies": [{ "name", "creditCode", "legalPerson", "address",
 * "province", "city", "phone", "website" }] }`; all but the name may be missing. Whatever does not keep to that is said in words, with what went wrong.
 */
export async function askLookup({ address, key, patience, name }: LookupAsked): Promise<readonly FoundCompany[]> {
  const url = new URL(address)
  url.searchParams.set('name', name)
  url.searchParams.set('limit', String(mostFound))
  const signal = AbortSignal.timeout(patience * 1_000)
  const headers = { accept: 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) }
  const answer = await fetch(url, { headers, redirect: 'error', signal }).catch((error: unknown) => unreachable(error, patience))
  if (!answer.ok) {
    await answer.body?.cancel()
    throw new Fault('customers.lookup-refused', { status: answer.status })
  }
  const text = await bodyOf(answer, patience)
  return companiesIn(text) ?? unreadable()
}

function unreachable(error: unknown, patience: number): never {
  const isLate = error instanceof Error && error.name === 'TimeoutError'
  throw isLate ? new Fault('customers.lookup-late', { seconds: patience }) : new Fault('customers.lookup-unreachable')
}

const unreadable = (): never => {
  throw new Fault('customers.lookup-unreadable')
}

async function bodyOf(answer: Response, patience: number): Promise<string> {
  const decoder = new TextDecoder()
  let [text, size] = ['', 0]
  try {
    for await (const part of answer.body ?? []) {
      size += part.byteLength
      if (size > mostBytes) break
      text += decoder.decode(part, { stream: true })
    }
  } catch (error) {
    unreachable(error, patience)
  }
  return size > mostBytes ? unreadable() : text
}

/** Null where it is not what was agreed. */
function companiesIn(text: string): readonly FoundCompany[] | null {
  const all = listIn(text)
  return (
    all?.slice(0, mostFound).flatMap((one): FoundCompany[] => {
      const row = (typeof one === 'object' && one !== null ? one : {}) as Readonly<Record<string, unknown>>
      const name = lineOf(row.name, 200)
      const of = (field: keyof typeof longest) => lineOf(row[field], longest[field])
      if (!name) return []
      const [creditCode, legalPerson, address] = [of('creditCode'), of('legalPerson'), of('address')]
      return [
        { name, creditCode, legalPerson, address, province: of('province'), city: of('city'), phone: of('phone'), website: of('website') },
      ]
    }) ?? null
  )
}

function listIn(text: string): readonly unknown[] | null {
  try {
    const { companies } = JSON.parse(text) as { companies?: unknown }
    return Array.isArray(companies) ? companies : null
  } catch {
    return null
  }
}

const lineOf = (value: unknown, most: number): string | null => {
  const line = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : ''
  return line === '' || line.length > most ? null : line
}

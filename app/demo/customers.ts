import type { Id, NewRow } from '#kernel/model'
import type { account, contact } from '#objects/customers'
import { duties, hobbies, jobs, personName } from './names.ts'
import { type Place, places, type RegionKey, streets } from './places.ts'
import type { Customer, MemberId } from './plan-types.ts'
import type { Scene } from './scene.ts'
import { type Trade, trades } from './trades.ts'

type Account = NewRow<typeof account>
type Contact = NewRow<typeof contact>

export type CustomerPlan = Readonly<{ customer: Customer; contacts: readonly Contact[] }>

export const pickPlace = ({ random }: Scene, region: RegionKey): Place =>
  random.weighted(places.filter((place) => place.region === region).map((place) => [place, place.weight]))

/** `+86 571 5555 1234`; 5555 marks numbers nobody has. Some area codes have seven digits behind them, all get eight here. */
export const landline = ({ random }: Scene, place: Place): string => `+86 ${place.areaCode} 5555 ${random.int(1000, 9999)}`
export const mobile = ({ random }: Scene): string =>
  `+86 ${random.pick(['138', '139', '158', '186', '199', '177'])} 5555 ${random.int(1000, 9999)}`

export const sourceOf = ({ random }: Scene) =>
  random.weighted([
    ['phone', 12],
    ['referral', 14],
    ['own', 16],
    ['media', 7],
    ['promotion', 9],
    ['existing', 10],
    ['agent', 5],
    ['partner', 6],
    ['tender', 5],
    ['internet', 14],
    ['other', 2],
  ] as const)

/** A firm with its people. `of` makes it a branch of a group. */
export function companyPlan(
  scene: Scene,
  owner: MemberId,
  at: Date,
  o: { region: RegionKey; name?: string; trade?: Trade; place?: Place; of?: Customer; isGroup?: boolean },
): CustomerPlan {
  const { random, tongue } = scene
  const place = o.place ?? pickPlace(scene, o.region)
  const trade = o.trade ?? random.weighted(trades.map((one) => [one, one.weight]))
  const stem = o.name ?? scene.takeName()
  const short = tongue.say(`${tongue.proper(stem)}${trade.chinese}`, `${tongue.proper(stem)} ${trade.english}`)
  const city = tongue.proper(place.city)
  const name = o.of
    ? tongue.say(`${o.of.short}（${city}）`, `${o.of.short} (${city})`)
    : o.isGroup
      ? tongue.say(`${short}集团`, `${short} Group`)
      : random.chance(0.3)
        ? tongue.say(`${short}有限公司`, `${short} Co., Ltd.`)
        : short
  const size = o.isGroup
    ? 3000
    : random.weighted([
        [60, 5],
        [180, 6],
        [450, 4],
        [1200, 2],
      ])
  const headcount = Math.round(size * random.around(0.5))
  const row: Account = {
    id: scene.newId<'account'>(at),
    name,
    mnemonic: tongue.initials(stem),
    kind: 'company',
    ...standing(scene, !!o.isGroup),
    industry: trade.industry,
    source: sourceOf(scene),
    headcount,
    foundedYear: random.int(1988, 2021),
    annualRevenue: Math.round((headcount * random.int(40, 160)) / 10) * 100_000,
    parent: o.of?.id ?? null,
    ...whereabouts(scene, place),
    phone: landline(scene, place),
    website: `https://www.${tongue.latin(stem)}.example`,
    owner,
  }
  const contacts = contactPlans(scene, row, {
    place,
    host: `${tongue.latin(stem)}.example`,
    at,
    count: o.isGroup
      ? random.int(3, 5)
      : random.weighted([
          [1, 5],
          [2, 4],
          [3, 2],
        ]),
  })
  return { customer: remember(row, { short: o.of ? o.of.short : short, place, contacts: contacts.map((one) => one.id!) }), contacts }
}

/** Somebody who buys for himself: his own contact. */
export function personPlan(scene: Scene, owner: MemberId, at: Date, region: RegionKey): CustomerPlan {
  const { random, tongue } = scene
  const place = pickPlace(scene, region)
  const { name, gender } = personName(random)
  const row: Account = {
    id: scene.newId<'account'>(at),
    name: tongue.person(name),
    mnemonic: tongue.initials(name),
    kind: 'person',
    gender,
    ...standing(scene, false),
    source: sourceOf(scene),
    ...whereabouts(scene, place),
    phone: mobile(scene),
    owner,
  }
  return { customer: remember(row, { short: row.name, place, contacts: [] }), contacts: [] }
}

const remember = (row: Account, known: Pick<Customer, 'short' | 'place' | 'contacts'>): Customer => ({
  id: row.id!,
  row,
  class: row.class,
  ...known,
})

function standing({ random }: Scene, isGroup: boolean): Pick<Account, 'class' | 'stage' | 'value' | 'credit' | 'relationship'> {
  const kind = isGroup
    ? 'vip'
    : random.weighted([
        ['prospect', 50],
        ['ordinary', 30],
        ['vip', 5],
        ['agent', 4],
        ['partner', 4],
        ['lapsed', 7],
      ] as const)
  const stages = {
    prospect: [['presales', 1]],
    ordinary: [
      ['execution', 3],
      ['aftersales', 4],
      ['presales', 1],
    ],
    vip: [
      ['execution', 4],
      ['aftersales', 3],
    ],
    agent: [
      ['execution', 1],
      ['presales', 1],
    ],
    partner: [
      ['execution', 1],
      ['presales', 1],
    ],
    lapsed: [['expired', 1]],
  } as const
  const level = (high: number) =>
    random.weighted([
      ['high', high],
      ['medium', 4],
      ['low', 3],
    ] as const)
  return {
    class: kind,
    stage: random.weighted<'presales' | 'execution' | 'aftersales' | 'expired'>(stages[kind]),
    value: kind === 'vip' ? 'high' : level(2),
    credit: level(3),
    relationship: random.weighted([
      ['close', kind === 'vip' ? 5 : 1],
      ['good', 4],
      ['average', 5],
      ['poor', 1],
    ] as const),
  }
}

function whereabouts(
  { random, tongue }: Scene,
  place: Place,
): Pick<Account, 'country' | 'province' | 'city' | 'district' | 'postcode' | 'address'> {
  const [chinese, english] = random.pick(streets)
  const house = random.int(1, 388)
  return {
    country: tongue.say('中国', 'China'),
    province: tongue.proper(place.province),
    city: tongue.proper(place.city),
    district: tongue.proper(place.district),
    postcode: place.postcode,
    address: tongue.say(`${chinese} ${house} 号`, `${house} ${english}`),
  }
}

type ContactSetting = Readonly<{ place: Place; host: string; at: Date; count: number }>

function contactPlans(scene: Scene, of: Account, { place, host, at, count }: ContactSetting): Contact[] {
  const { random, tongue } = scene
  const chosen = random.shuffled(jobs).slice(0, count)
  const made: Contact[] = []
  for (const [i, job] of chosen.entries()) {
    const { name, gender } = personName(random)
    const title = job.titles[Math.min(random.int(0, 2), i === 0 ? 1 : 2)]!
    const duty = random.pick(duties)
    made.push({
      id: scene.newId<'contact'>(at),
      account: of.id!,
      name: tongue.person(name),
      gender,
      class:
        i === 0
          ? random.weighted([
              ['key', 2],
              ['important', 5],
              ['ordinary', 2],
            ] as const)
          : random.weighted([
              ['important', 1],
              ['ordinary', 5],
              ['minor', 2],
            ] as const),
      isPrimary: i === 0,
      department: tongue.say(...job.department),
      title: tongue.say(...title),
      duty: tongue.say(...duty),
      salutation: tongue.say(
        `${name.charAt(0)}${gender === 'male' ? '先生' : '女士'}`,
        `${gender === 'male' ? 'Mr' : 'Ms'} ${tongue.person(name).split(' ')[0]}`,
      ),
      mobile: mobile(scene),
      workPhone: random.chance(0.6) ? landline(scene, place) : null,
      email: `${tongue.latin(name)}@${host}`,
      birthday: random.chance(0.35)
        ? `${random.int(1966, 1998)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`
        : null,
      hobbies: random.chance(0.2) ? tongue.say(...random.pick(hobbies)) : null,
      reportsTo: i > 0 && count > 2 && random.chance(0.6) ? (made[0]!.id as Id<'contact'>) : null,
      owner: of.owner ?? null,
    })
  }
  return made
}

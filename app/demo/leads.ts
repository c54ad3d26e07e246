import type { Change, NewRow } from '#kernel/model'
import type { lead } from '#objects/customers'
import { landline, mobile, pickPlace } from './customers.ts'
import { jobs, personName } from './names.ts'
import type { Place, RegionKey } from './places.ts'
import type { MemberId } from './plan-types.ts'
import type { Scene } from './scene.ts'
import { needs } from './topics.ts'
import { type Trade, trades } from './trades.ts'

type Lead = NewRow<typeof lead>
type LeadChange = Change<typeof lead>

/** What becomes of a lead, told by the number of sittings since it came; `convertAt` is null unless it becomes a customer. */
export type LeadPlan = Readonly<{
  row: Lead
  stem: string
  place: Place
  trade: Trade
  workAt: number | null
  dropAt: number | null
  drop: LeadChange
  convertAt: number | null
  /** Brings a deal at once when it becomes a customer. */
  hasDeal: boolean
}>

export function leadPlan(scene: Scene, owner: MemberId, at: Date, region: RegionKey): LeadPlan {
  const { random, tongue } = scene
  const place = pickPlace(scene, region)
  const trade = random.weighted(trades.map((one) => [one, one.weight]))
  const stem = scene.takeName()
  const { name } = personName(random)
  const job = random.pick(jobs)
  const row: Lead = {
    id: scene.newId<'lead'>(at),
    name: tongue.person(name),
    company: tongue.say(`${tongue.proper(stem)}${trade.chinese}`, `${tongue.proper(stem)} ${trade.english}`),
    title: tongue.say(...random.pick(job.titles)),
    department: tongue.say(...job.department),
    mobile: mobile(scene),
    phone: random.chance(0.3) ? landline(scene, place) : null,
    email: random.chance(0.7) ? `${tongue.latin(name)}@${tongue.latin(stem)}.example` : null,
    source: random.weighted([
      ['internet', 9],
      ['promotion', 6],
      ['media', 4],
      ['phone', 5],
      ['referral', 3],
      ['partner', 2],
      ['other', 1],
    ] as const),
    industry: trade.industry,
    country: tongue.say('中国', 'China'),
    province: tongue.proper(place.province),
    city: tongue.proper(place.city),
    need: random.chance(0.6) ? tongue.say(...random.pick(needs)) : null,
    owner,
  }
  const fate = random.weighted([
    ['convert', 28],
    ['drop', 38],
    ['linger', 24],
    ['untouched', 10],
  ] as const)
  const workAt = fate === 'untouched' ? null : 1
  const later = random.int(1, 4)
  return {
    row,
    stem,
    place,
    trade,
    workAt,
    dropAt: fate === 'drop' ? 1 + later : null,
    drop: dropChange(scene, at),
    convertAt: fate === 'convert' ? 1 + later : null,
    hasDeal: random.chance(0.75),
  }
}

function dropChange(scene: Scene, at: Date): LeadChange {
  const { random, tongue } = scene
  const reason = random.weighted([
    ['noNeed', 8],
    ['noBudget', 6],
    ['noAnswer', 9],
    ['competitor', 4],
    ['wrongContact', 3],
    ['duplicate', 2],
    ['other', 1],
  ] as const)
  return {
    status: 'disqualified',
    disqualifiedReason: reason,
    disqualifiedNote:
      reason === 'other' ? tongue.say('对方业务调整，暂停项目', 'They changed their business; the project is on hold') : null,
    recallOn: reason === 'noBudget' ? scene.dayOf(at, random.int(120, 300)) : null,
  }
}

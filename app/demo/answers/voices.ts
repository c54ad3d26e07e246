import { type Engine, type Session, system, type Work } from '#kernel'
import { account, contact, lead } from '#modules/customers'
import { joinRule } from '#modules/leads'
import { feedback, preference } from '#modules/voices'
import type { Scene } from '../scene.ts'
import type { Both } from '../tongue.ts'

const likes = [
  ['interest', ['自动化立体库', 'Automated high-bay storage']],
  ['interest', ['条码与RFID', 'Barcodes and RFID']],
  ['taste', ['喜欢喝龙井', 'Likes Longjing tea']],
  ['habit', ['只在上午接电话', 'Takes calls in the morning only']],
  ['habit', ['合同先看付款条款', 'Reads the terms of payment first']],
  ['dislike', ['不喜欢临时拜访', 'Dislikes visits without notice']],
] as const satisfies readonly (readonly [string, Both])[]
const said = [
  ['praise', 5, ['上线很顺利', 'Went live smoothly']],
  ['praise', 4, ['实施顾问很专业', 'The consultants know their trade']],
  ['complaint', 2, ['接口经常超时', 'The interface times out often']],
  ['complaint', 1, ['发货比约定晚一周', 'Delivered a week late']],
  ['wish', null, ['希望支持多仓调拨', 'Would like transfers between warehouses']],
  ['wish', null, ['报表能导出图表', 'Reports should export charts']],
  ['survey', 4, ['季度回访', 'Quarterly survey']],
  ['survey', 3, ['上线后回访', 'Survey after going live']],
] as const satisfies readonly (readonly [string, number | null, Both])[]
const answers: Both = ['已与客户沟通并说明处理办法', 'Talked it over with the customer and said what we do']

/** While years are told, nobody's number is taken for another's: numbers of the demo come from a small range. */
export const joinNothing = (work: Work): Promise<void> => setJoining(work, false)

async function setJoining(work: Work, isActive: boolean): Promise<void> {
  const rules = await work.find(joinRule, {})
  await work.changeMany(
    joinRule,
    rules.map(({ id }) => ({ id, isActive })),
  )
}

/** What customers like and said in the last months, and who of the open leads came again. `session` is an administrator's. */
export async function hearVoices(engine: Engine, session: Session, scene: Scene, { now }: Readonly<{ now: Date }>): Promise<void> {
  await engine.work(session, { via: 'import', cause: 'demo', now }, async (work) => {
    const { random, tongue } = scene
    const people = await work.find(contact, { account: { empty: false } }, { limit: 160, sort: ['id'] })
    await work.add(
      preference,
      people.map(({ id, account: customer }) => {
        const [kind, what] = random.pick(likes)
        const since = scene.dayOf(now, -random.int(5, 300))
        return {
          what: tongue.say(what[0], what[1]),
          kind,
          contact: id,
          account: customer,
          since,
          source: random.pick(['said', 'seen'] as const),
        }
      }),
    )
    const buyers = await work.find(
      account,
      { stage: { in: ['execution', 'aftersales'] }, owner: { empty: false } },
      { limit: 90, sort: ['id'] },
    )
    await work.as(system('demo')).add(
      feedback,
      buyers.map(({ id, owner }) => {
        const [kind, satisfaction, subject] = random.pick(said)
        const ago = random.int(1, 120)
        const isAnswered = ago > 20 || random.chance(0.5)
        const heardOn = scene.dayOf(now, -ago)
        return {
          subject: tongue.say(subject[0], subject[1]),
          kind,
          satisfaction,
          account: id,
          owner,
          heardOn,
          answerBy: scene.dayOf(now, 7 - ago),
          state: isAnswered ? ('answered' as const) : ('open' as const),
          answer: isAnswered ? tongue.say(...answers) : null,
        }
      }),
    )
    await work.changeMany(
      account,
      (await work.find(account, { stage: 'presales' }, { limit: 400, sort: ['id'] })).map(({ id }) => ({
        id,
        intent: random.pick(['high', 'middle', 'middle', 'low', 'none'] as const),
      })),
    )
  })
  await engine.work(session, { via: 'web', now }, async (work) => {
    await setJoining(work, true)
    const open = await work.find(lead, { status: 'working', createdAt: { within: 'last30Days' } }, { limit: 14, sort: ['-createdAt'] })
    const { tongue } = scene
    await work.create(
      lead,
      open.map(({ name, company, mobile, owner }) => ({
        name,
        company,
        mobile,
        owner,
        source: scene.random.pick(['phone', 'promotion', 'internet'] as const),
        need: tongue.say('再次来电询价', 'Called again for a price'),
      })),
    )
  })
}

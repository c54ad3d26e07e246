import { seeded } from './measure.ts'

/** One generated record in writing shape, by field name. */
export type BenchRow = Record<string, unknown>

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严'
const given = '伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红玲宇浩然子轩梓涵欣怡思远嘉豪雨泽佳怡'
const heads = '华瑞拓海天岚万象鼎沐锦禾明川恒屿北辰云杉远舟青禾朗庭合众苏皖南屏铭阳泓泰清和禾木海润岚山溪谷栖霞望舒海棠澄远启明星河长风'
const trades = [
  '科技',
  '物流',
  '供应链',
  '贸易',
  '实业',
  '电子',
  '食品',
  '机电',
  '纺织',
  '化工',
  '医药',
  '建材',
  '网络',
  '信息',
  '环保',
  '能源',
  '文创',
  '农业',
  '智能',
  '装备',
]
const forms = ['有限公司', '股份有限公司', '集团有限公司', '有限责任公司']
const places: readonly (readonly [string, string])[] = [
  ['广东', '深圳'],
  ['广东', '广州'],
  ['广东', '东莞'],
  ['广东', '佛山'],
  ['浙江', '杭州'],
  ['浙江', '宁波'],
  ['浙江', '温州'],
  ['江苏', '苏州'],
  ['江苏', '南京'],
  ['江苏', '无锡'],
  ['上海', '上海'],
  ['北京', '北京'],
  ['四川', '成都'],
  ['湖北', '武汉'],
  ['湖南', '长沙'],
  ['福建', '厦门'],
  ['福建', '福州'],
  ['山东', '青岛'],
  ['山东', '济南'],
  ['河南', '郑州'],
  ['陕西', '西安'],
  ['重庆', '重庆'],
  ['天津', '天津'],
  ['辽宁', '大连'],
  ['安徽', '合肥'],
]
const pick = <T>(list: ArrayLike<T>, random: () => number): T => list[Math.floor(random() * list.length)]!

export const personName = (random: () => number): string =>
  pick(surnames, random) + pick(given, random) + (random() < 0.6 ? pick(given, random) : '')

/** Company name with a city in front half of the time, so that two characters such as 深圳 are frequent and others rare. */
export function companyName(random: () => number): { name: string; province: string; city: string } {
  const [province, city] = places[Math.floor(random() ** 1.6 * places.length)]!
  const name = `${random() < 0.5 ? city : ''}${pick(heads, random)}${pick(heads, random)}${random() < 0.4 ? pick(heads, random) : ''}${pick(trades, random)}${random() < 0.84 ? pick(forms, random) : '商行'}`
  return { name, province, city }
}

export const phoneNumber = (random: () => number): string =>
  `+861${3 + Math.floor(random() * 7)}${String(Math.floor(random() * 1e9)).padStart(9, '0')}`

const day = 86_400_000
/** A moment of the last two years, ISO; more of them recent. */
export const recently = (now: number, random: () => number): string => new Date(now - Math.floor(random() ** 2 * 730 * day)).toISOString()

export type Owner = Readonly<{ id: string; department: string }>

/** Makes the n-th account, contact or opportunity; the same seed gives the same records. */
export function recordMaker(o: { seed: number; now: number; owners: readonly Owner[] }) {
  const random = seeded(o.seed)
  const owner = () => pick(o.owners, random)
  return {
    account(): BenchRow {
      const { name, province, city } = companyName(random)
      const held = owner()
      return {
        name,
        province,
        city,
        kind: 'company',
        class: pick(['prospect', 'ordinary', 'ordinary', 'vip', 'agent', 'partner', 'lapsed'], random),
        stage: pick(['presales', 'presales', 'execution', 'aftersales', 'expired'], random),
        value: pick(['high', 'medium', 'low'], random),
        credit: pick(['high', 'medium', 'low'], random),
        relationship: pick(['close', 'good', 'average', 'poor'], random),
        industry: pick(['technology', 'medical', 'retail', 'finance', 'services', 'software'], random),
        source: pick(['phone', 'referral', 'own', 'internet', 'tender'], random),
        headcount: Math.floor(random() * 5000),
        phone: phoneNumber(random),
        address: `${city}示例路${Math.floor(random() * 900)}号`,
        owner: held.id,
        ownerDepartment: held.department,
        updatedAt: recently(o.now, random),
      }
    },
    contact(account: string): BenchRow {
      const held = owner()
      return {
        name: personName(random),
        account,
        class: 'ordinary',
        title: pick(['经理', '总监', '采购', '总裁', '工程师'], random),
        mobile: phoneNumber(random),
        email: `p${Math.floor(random() * 1e9)}@mail.example`,
        owner: held.id,
        ownerDepartment: held.department,
        updatedAt: recently(o.now, random),
      }
    },
    opportunity(account: string, pipeline: string, product: string): BenchRow {
      const held = owner()
      const stage = pick(
        ['contact', 'evaluation', 'analysis', 'solution', 'tender', 'negotiation', 'signing', 'won', 'won', 'lost'],
        random,
      )
      const outcome = stage === 'won' ? 'won' : stage === 'lost' ? 'lost' : 'open'
      const probability = {
        contact: 10,
        evaluation: 20,
        analysis: 30,
        solution: 50,
        tender: 60,
        negotiation: 80,
        signing: 90,
        won: 100,
        lost: 0,
      }[stage]
      const updatedAt = recently(o.now, random)
      return {
        name: `${pick(heads, random)}${pick(trades, random)}项目 ${Math.floor(random() * 10_000)}`,
        account,
        pipeline,
        product,
        stage,
        outcome,
        probability,
        isProbabilityByHand: false,
        amount: { amount: Math.floor(random() * 1_000_000) + 1000, currency: 'CNY' },
        foundOn: updatedAt.slice(0, 10),
        ...(outcome === 'open' ? {} : { closedOn: updatedAt.slice(0, 10) }),
        source: pick(['phone', 'referral', 'own', 'internet', 'tender'], random),
        owner: held.id,
        ownerDepartment: held.department,
        updatedAt,
      }
    },
  }
}

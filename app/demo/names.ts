import type { Random } from './random.ts'
import type { Both } from './tongue.ts'

const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏汪田任方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'
const female = [
  '静怡',
  '雅琪',
  '婧',
  '若溪',
  '知夏',
  '思雨',
  '梦瑶',
  '欣然',
  '佳宁',
  '晓彤',
  '雨桐',
  '诗涵',
  '丽华',
  '敏',
  '慧',
  '秀兰',
  '玉梅',
  '洁',
  '艳',
  '颖',
  '琳',
  '晓燕',
  '雪',
  '文静',
  '嘉怡',
  '书瑶',
  '可欣',
  '美玲',
  '晓梅',
  '婷婷',
  '语嫣',
  '清妍',
  '芷若',
  '晨曦',
  '沐晴',
]
const male = [
  '启明',
  '澄',
  '亦舟',
  '予安',
  '怀瑾',
  '嘉树',
  '屿',
  '骁',
  '浩然',
  '子轩',
  '俊杰',
  '志强',
  '建国',
  '国栋',
  '伟',
  '磊',
  '勇',
  '军',
  '涛',
  '明轩',
  '宇航',
  '文博',
  '思远',
  '致远',
  '天佑',
  '一鸣',
  '振华',
  '立新',
  '海波',
  '晓峰',
  '志远',
  '家豪',
  '鹏',
  '凯',
  '博文',
  '承泽',
  '景行',
  '明哲',
  '泽宇',
  '奕辰',
]

export type PersonName = Readonly<{ name: string; gender: 'male' | 'female' }>

export function personName(random: Random): PersonName {
  const gender = random.chance(0.42) ? 'female' : 'male'
  return { name: random.pick([...surnames]) + random.pick(gender === 'female' ? female : male), gender }
}

/** Departments of customers with what people there are called, the higher ones first. */
export const jobs: readonly Readonly<{ department: Both; titles: readonly Both[] }>[] = [
  {
    department: ['物流部', 'Logistics'],
    titles: [
      ['物流总监', 'Head of Logistics'],
      ['物流经理', 'Logistics Manager'],
      ['调度主管', 'Dispatch Supervisor'],
    ],
  },
  {
    department: ['仓储部', 'Warehousing'],
    titles: [
      ['仓储经理', 'Warehouse Manager'],
      ['仓库主管', 'Warehouse Supervisor'],
      ['收货组长', 'Inbound Lead'],
    ],
  },
  {
    department: ['信息技术部', 'IT'],
    titles: [
      ['信息总监', 'CIO'],
      ['IT 经理', 'IT Manager'],
      ['系统工程师', 'Systems Engineer'],
    ],
  },
  {
    department: ['采购部', 'Purchasing'],
    titles: [
      ['采购总监', 'Head of Purchasing'],
      ['采购经理', 'Purchasing Manager'],
      ['采购专员', 'Buyer'],
    ],
  },
  {
    department: ['供应链中心', 'Supply Chain'],
    titles: [
      ['供应链副总', 'VP Supply Chain'],
      ['供应链经理', 'Supply Chain Manager'],
      ['计划专员', 'Planner'],
    ],
  },
  {
    department: ['财务部', 'Finance'],
    titles: [
      ['财务总监', 'CFO'],
      ['财务经理', 'Finance Manager'],
      ['会计', 'Accountant'],
    ],
  },
  {
    department: ['总经办', 'Executive Office'],
    titles: [
      ['总经理', 'General Manager'],
      ['常务副总', 'Executive Vice President'],
      ['总经理助理', 'Assistant to the GM'],
    ],
  },
]

export const duties: readonly Both[] = [
  ['系统选型', 'System selection'],
  ['合同与付款', 'Contracts and payment'],
  ['现场上线', 'Go-live on site'],
  ['日常对接', 'Day-to-day contact'],
  ['预算审批', 'Budget approval'],
]

export const hobbies: readonly Both[] = [
  ['羽毛球', 'Badminton'],
  ['钓鱼', 'Fishing'],
  ['喝茶', 'Tea'],
  ['跑步', 'Running'],
  ['摄影', 'Photography'],
  ['书法', 'Calligraphy'],
  ['登山', 'Hiking'],
]

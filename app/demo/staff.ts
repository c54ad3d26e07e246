import type { RegionKey } from './places.ts'

export type DepartmentPlan = Readonly<{ key: string; chinese: string; english: string; parent?: string; region: RegionKey }>

/** Four regions with two teams each; a region is a topmost department. */
export const departments: readonly DepartmentPlan[] = [
  { key: 'east', chinese: '华东大区', english: 'East China', region: 'east' },
  { key: 'south', chinese: '华南大区', english: 'South China', region: 'south' },
  { key: 'north', chinese: '华北大区', english: 'North China', region: 'north' },
  { key: 'southwest', chinese: '西南大区', english: 'Southwest China', region: 'southwest' },
  { key: 'hangzhou', chinese: '杭州团队', english: 'Hangzhou team', parent: 'east', region: 'east' },
  { key: 'shanghai', chinese: '上海团队', english: 'Shanghai team', parent: 'east', region: 'east' },
  { key: 'shenzhen', chinese: '深圳团队', english: 'Shenzhen team', parent: 'south', region: 'south' },
  { key: 'wuhan', chinese: '武汉团队', english: 'Wuhan team', parent: 'south', region: 'south' },
  { key: 'beijing', chinese: '北京团队', english: 'Beijing team', parent: 'north', region: 'north' },
  { key: 'qingdao', chinese: '青岛团队', english: 'Qingdao team', parent: 'north', region: 'north' },
  { key: 'chengdu', chinese: '成都团队', english: 'Chengdu team', parent: 'southwest', region: 'southwest' },
  { key: 'xian', chinese: '西安团队', english: "Xi'an team", parent: 'southwest', region: 'southwest' },
]

type Job = 'director' | 'leader' | 'rep' | 'finance' | 'operations' | 'keeper' | 'marketer'
export type StaffPlan = Readonly<{
  name: string
  department: string
  job: Job
  /** How much of the business is his. */
  weight: number
  /** 1 is usual; better sellers lose less. */
  skill: number
}>

const person = (name: string, department: string, job: Job, [weight, skill]: readonly [number, number] = [0, 1]): StaffPlan => ({
  name,
  department,
  job,
  weight,
  skill,
})

export const staff: readonly StaffPlan[] = [
  person('顾怀瑾', 'east', 'director'),
  person('梁景行', 'south', 'director'),
  person('秦振华', 'north', 'director'),
  person('罗立新', 'southwest', 'director'),
  person('林知夏', 'hangzhou', 'leader', [1.3, 1.5]),
  person('许澄', 'hangzhou', 'rep', [1.1, 1.25]),
  person('沈亦舟', 'hangzhou', 'rep', [1, 1.1]),
  person('方若溪', 'shanghai', 'leader', [1.3, 1.05]),
  person('唐予安', 'shanghai', 'rep', [1, 0.9]),
  person('何嘉树', 'shanghai', 'rep', [0.9, 0.75]),
  person('陈屿', 'shenzhen', 'leader', [1.3, 1.3]),
  person('黄梦瑶', 'shenzhen', 'rep', [1.2, 1]),
  person('邓俊杰', 'shenzhen', 'rep', [0.8, 0.7]),
  person('彭思远', 'wuhan', 'leader', [1, 1.1]),
  person('周雨桐', 'wuhan', 'rep', [0.9, 0.95]),
  person('孙浩然', 'beijing', 'leader', [1.2, 1.15]),
  person('高静怡', 'beijing', 'rep', [1, 1]),
  person('魏子轩', 'beijing', 'rep', [0.8, 0.65]),
  person('丁海波', 'qingdao', 'leader', [1.1, 1.2]),
  person('赵欣然', 'qingdao', 'rep', [0.9, 0.85]),
  person('蒋致远', 'chengdu', 'leader', [1.2, 1.1]),
  person('马晓彤', 'xian', 'leader', [0.9, 0.9]),
  person('苏明慧', 'east', 'finance'),
  person('潘文静', 'east', 'operations'),
  person('任国强', 'east', 'keeper'),
  person('邵雨薇', 'east', 'marketer'),
]

export const jobTitles: Readonly<Record<Job, readonly [string, string]>> = {
  director: ['大区总监', 'Regional Director'],
  leader: ['团队主管', 'Team Lead'],
  rep: ['客户经理', 'Account Manager'],
  finance: ['财务主管', 'Finance Lead'],
  operations: ['销售运营', 'Sales Operations'],
  keeper: ['仓储主管', 'Warehouse Lead'],
  marketer: ['市场专员', 'Marketing Specialist'],
}

export const jobRoles = {
  director: ['manager'],
  leader: ['manager'],
  rep: ['rep'],
  finance: ['finance'],
  operations: ['readonly'],
  keeper: ['warehouse'],
  marketer: ['marketing'],
} as const

import type { Both } from './tongue.ts'

/** What a deal is about. `{n}` is a number of devices, `{city}` the customer's city; the product is the main one of the deal. */
export type Topic = Readonly<{
  chinese: string
  english: string
  product: string
  weight: number
  /** Usual amount in yuan. */
  amount: number
}>

const topic = (chinese: string, english: string, product: string, [weight, amount]: readonly [number, number]): Topic => ({
  chinese,
  english,
  product,
  weight,
  amount,
})

export const topics: readonly Topic[] = [
  topic('WMS 标准版上线', 'WMS Standard, 1 site', 'WMS-STD', [8, 240_000]),
  topic('{city}仓 WMS 改造', '{city} warehouse WMS', 'WMS-PRO', [9, 520_000]),
  topic('集团 WMS 替换', 'Group WMS replacement', 'WMS-GRP', [3, 1_600_000]),
  topic('WMS 二期', 'WMS phase 2', 'WMS-PRO', [5, 460_000]),
  topic('冷库温控监测', 'Cold chain monitoring', 'WMS-COLD', [4, 320_000]),
  topic('批次追溯', 'Batch traceability', 'WMS-LOT', [4, 280_000]),
  topic('保税仓模块', 'Bonded warehouse module', 'WMS-BOND', [2, 420_000]),
  topic('月台预约', 'Dock scheduling', 'WMS-DOCK', [4, 180_000]),
  topic('TMS 试点', 'TMS pilot', 'TMS-STD', [6, 360_000]),
  topic('{city} TMS 推广', '{city} TMS roll-out', 'TMS-PRO', [4, 680_000]),
  topic('配送路径优化', 'Route planning', 'TMS-ROUTE', [4, 220_000]),
  topic('承运商对账', 'Carrier settlement', 'TMS-BILL', [3, 160_000]),
  topic('订单中台', 'Order hub', 'OMS-STD', [3, 580_000]),
  topic('手持终端 C60 × {n}', 'Terminal C60 × {n}', 'C60', [8, 2_400]),
  topic('手持终端 C80 × {n}', 'Terminal C80 × {n}', 'C80', [4, 3_500]),
  topic('叉车终端 × {n}', 'Forklift terminals × {n}', 'V10', [2, 6_300]),
  topic('RFID 盘点', 'RFID stock taking', 'GATE-R', [2, 260_000]),
  topic('系统集成与接口', 'Integration and interfaces', 'SRV-INT', [4, 150_000]),
  topic('年度维保续签', 'Maintenance renewal', 'SRV-MNT', [5, 72_000]),
  topic('7×24 运维', '24/7 operations', 'SRV-247', [2, 140_000]),
]

/** What stands in the first follow-up of a lead. */
export const firstWords: readonly Both[] = [
  ['电话已接通，确认需求，约好下周演示。', 'Reached by phone, confirmed the need, a demonstration is agreed for next week.'],
  ['加了微信，发了产品资料，等对方内部讨论。', 'Sent the product sheets; they talk it over among themselves.'],
  ['对方在比较三家，预算下季度落实。', 'They compare three vendors; the budget is settled next quarter.'],
]

/** What was done with a customer while a deal went on: how, what came of it, in words. */
export const dealTalks = [
  {
    kind: 'visit',
    outcome: 'interested',
    words: ['到现场看了仓库动线，客户认可分区方案。', 'Walked through the warehouse; they like the plan of zones.'],
  },
  {
    kind: 'call',
    outcome: 'undecided',
    words: ['电话沟通报价，对方要和财务再核一次。', 'Talked about the quote; they check it with finance once more.'],
  },
  {
    kind: 'meeting',
    outcome: 'interested',
    words: ['方案评审会，技术部门提了三点接口要求。', 'Review of the solution; their engineers want three interfaces.'],
  },
  {
    kind: 'call',
    outcome: 'notReached',
    words: ['联系采购经理未接，留言约下周。', 'The purchasing manager did not answer; left a message for next week.'],
  },
  { kind: 'mail', outcome: null, words: ['发出合同草稿和实施计划。', 'Sent the draft of the contract and the plan of the project.'] },
  {
    kind: 'message',
    outcome: 'undecided',
    words: ['微信确认试用账号已开通，周五回访。', 'Confirmed that the trial is open; will ask again on Friday.'],
  },
  {
    kind: 'visit',
    outcome: 'interested',
    words: ['带实施顾问演示收货和盘点流程。', 'Showed goods in and stock taking together with the consultant.'],
  },
] as const satisfies readonly Readonly<{ kind: string; outcome: string | null; words: Both }>[]

export const needs: readonly Both[] = [
  [
    '现有系统老旧，出入库靠手工单，差错多，需要条码化管理。',
    'The old system is paper-based and error-prone; wants bar codes at goods in and out.',
  ],
  ['多仓库存不透明，总部希望实时看到各仓库存和库龄。', 'Stock in several sites is opaque; headquarters wants live stock and age per site.'],
  ['旺季订单量翻倍，需要波次拣选和动态补货。', 'Orders double in high season; needs wave picking and dynamic replenishment.'],
  ['需与 ERP 对接，主数据和单据双向同步。', 'Must work with the ERP: master data and documents both ways.'],
  ['运费对账每月耗时两周，希望自动核算。', 'Freight settlement takes two weeks each month; wants it computed.'],
  ['客户要求批次追溯到供应商，现在做不到。', 'Their customer demands tracing of batches to the supplier; not possible today.'],
  ['预算已列入明年计划，年底前完成选型。', 'Budgeted for next year; selection before the year ends.'],
]

export const stageRemarks: readonly Both[] = [
  ['已与信息部门确认接口清单。', 'Interface list agreed with IT.'],
  ['等待对方内部立项。', 'Waiting for their internal approval.'],
  ['下周安排同类客户参观。', 'Visit to a reference customer next week.'],
  ['对方要求补充报价明细。', 'They asked for a breakdown of the quote.'],
  ['决策人更换，需重新沟通。', 'New decision maker, talks start again.'],
]

export const lossReasons: readonly (readonly [...Both, 'price' | 'budget' | 'relationship' | 'noDecision' | 'product'])[] = [
  ['价格偏高，客户选择了低价方案', 'Price: the customer took a cheaper offer', 'price'],
  ['项目预算取消', 'The budget was cancelled', 'budget'],
  ['竞争对手有既有合作关系', 'A competitor was already in', 'relationship'],
  ['客户决定自行开发', 'The customer builds it in-house', 'noDecision'],
  ['功能不满足行业要求', 'Functions missing for the trade', 'product'],
  ['项目延期，暂无计划', 'Postponed without a date', 'noDecision'],
]

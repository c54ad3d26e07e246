import type { Both } from './tongue.ts'

/** One product: code, Chinese and English name, list price and cost in yuan, unit in both languages. */
export type ProductPlan = Readonly<{
  code: string
  chinese: string
  english: string
  price: number
  cost: number
  unit: Both
}>
export type CategoryPlan = Readonly<{ chinese: string; english: string; parent?: string; products: readonly ProductPlan[] }>

const set: Both = ['套', 'set']
const piece: Both = ['台', 'pc']
const personDay: Both = ['人天', 'person-day']
const year: Both = ['年', 'year']
const part: Both = ['个', 'pc']

const item = (code: string, [chinese, english]: Both, [price, cost]: readonly [number, number], unit: Both): ProductPlan => ({
  code,
  chinese,
  english,
  price,
  cost,
  unit,
})

/** What the demo company sells. Software earns most, terminals least. */
export const catalogue: readonly CategoryPlan[] = [
  { chinese: '软件', english: 'Software', products: [] },
  {
    chinese: '仓储管理 WMS',
    english: 'Warehouse management',
    parent: '软件',
    products: [
      item('WMS-STD', ['WMS 标准版', 'WMS Standard'], [180_000, 42_000], set),
      item('WMS-PRO', ['WMS 专业版', 'WMS Professional'], [380_000, 86_000], set),
      item('WMS-GRP', ['WMS 集团版', 'WMS Group'], [880_000, 190_000], set),
      item('WMS-SITE', ['WMS 扩展仓授权', 'WMS additional site'], [68_000, 9_000], set),
      item('WMS-COLD', ['冷链温控模块', 'Cold chain module'], [96_000, 18_000], set),
      item('WMS-LOT', ['批次追溯模块', 'Batch traceability module'], [72_000, 14_000], set),
      item('WMS-BOND', ['保税仓模块', 'Bonded warehouse module'], [120_000, 26_000], set),
      item('WMS-DOCK', ['月台预约模块', 'Dock scheduling module'], [58_000, 11_000], set),
    ],
  },
  {
    chinese: '运输管理 TMS',
    english: 'Transport management',
    parent: '软件',
    products: [
      item('TMS-STD', ['TMS 标准版', 'TMS Standard'], [160_000, 38_000], set),
      item('TMS-PRO', ['TMS 专业版', 'TMS Professional'], [320_000, 76_000], set),
      item('TMS-ROUTE', ['路径优化模块', 'Route planning module'], [88_000, 21_000], set),
      item('TMS-BILL', ['承运商对账模块', 'Carrier settlement module'], [66_000, 12_000], set),
      item('TMS-APP', ['司机小程序', 'Driver app'], [36_000, 6_000], set),
      item('TMS-TRACK', ['在途监控模块', 'Shipment tracking module'], [54_000, 12_000], set),
    ],
  },
  {
    chinese: '订单与数据',
    english: 'Orders and data',
    parent: '软件',
    products: [
      item('OMS-STD', ['订单中台', 'Order hub'], [240_000, 58_000], set),
      item('BI-STD', ['仓配看板', 'Operations dashboard'], [48_000, 9_000], set),
      item('API-GW', ['接口平台', 'Integration gateway'], [78_000, 16_000], set),
    ],
  },
  { chinese: '硬件', english: 'Hardware', products: [] },
  {
    chinese: '手持终端',
    english: 'Handheld terminals',
    parent: '硬件',
    products: [
      item('C60', ['手持终端 C60', 'Terminal C60'], [2_600, 1_900], piece),
      item('C80', ['手持终端 C80', 'Terminal C80'], [3_800, 2_700], piece),
      item('C60-COLD', ['冷库终端 C60F', 'Freezer terminal C60F'], [4_900, 3_500], piece),
      item('RING-2', ['指环扫描器', 'Ring scanner'], [1_280, 860], piece),
      item('CRADLE', ['充电底座', 'Charging cradle'], [320, 210], piece),
      item('BATTERY', ['备用电池', 'Spare battery'], [180, 95], piece),
    ],
  },
  {
    chinese: '车载与固定终端',
    english: 'Vehicle and fixed terminals',
    parent: '硬件',
    products: [
      item('V10', ['叉车终端 V10', 'Forklift terminal V10'], [6_800, 4_900], piece),
      item('T7', ['车载定位终端 T7', 'Tracking unit T7'], [980, 620], piece),
      item('GATE-R', ['RFID 通道门', 'RFID gate'], [28_000, 19_500], piece),
      item('PRN-4', ['工业标签打印机', 'Industrial label printer'], [5_200, 3_900], piece),
      item('DWS-1', ['称重量方一体机', 'Dimension and weight station'], [46_000, 33_000], piece),
    ],
  },
  {
    chinese: '耗材',
    english: 'Consumables',
    parent: '硬件',
    products: [
      item('LBL-A', ['热敏标签', 'Thermal labels'], [28, 16], part),
      item('RIB-W', ['碳带', 'Ribbon'], [45, 27], part),
      item('TAG-R', ['RFID 标签', 'RFID tag'], [1.2, 0.7], part),
    ],
  },
  { chinese: '服务', english: 'Services', products: [] },
  {
    chinese: '实施与集成',
    english: 'Implementation',
    parent: '服务',
    products: [
      item('SRV-IMP', ['实施服务', 'Implementation'], [2_400, 1_300], personDay),
      item('SRV-INT', ['系统集成', 'System integration'], [2_800, 1_500], personDay),
      item('SRV-DEV', ['定制开发', 'Custom development'], [3_000, 1_700], personDay),
      item('SRV-TRN', ['现场培训', 'On-site training'], [2_000, 900], personDay),
    ],
  },
  {
    chinese: '运维',
    english: 'Maintenance',
    parent: '服务',
    products: [
      item('SRV-MNT', ['软件维保', 'Software maintenance'], [36_000, 12_000], year),
      item('SRV-247', ['7×24 运维', '24/7 operations'], [120_000, 64_000], year),
      item('SRV-HW', ['终端延保', 'Terminal warranty extension'], [260, 140], piece),
      item('SRV-SITE', ['驻场运维', 'On-site operator'], [180_000, 118_000], year),
      item('SRV-HOST', ['云托管', 'Cloud hosting'], [60_000, 31_000], year),
    ],
  },
]

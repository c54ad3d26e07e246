import type { Both } from './tongue.ts'

export type RegionKey = 'east' | 'south' | 'north' | 'southwest'
/** A city with its province, area code, a district, and how many customers it has beside others. */
export type Place = Readonly<{
  region: RegionKey
  province: string
  city: string
  district: string
  areaCode: string
  postcode: string
  weight: number
}>

const place = (region: RegionKey, words: string, weight: number): Place => {
  const [province, city, district, areaCode, postcode] = words.split(' ') as [string, string, string, string, string]
  return { region, province, city, district, areaCode, postcode, weight }
}

export const places: readonly Place[] = [
  place('east', '上海 上海 浦东 21 200120', 10),
  place('east', '上海 上海 徐汇 21 200030', 6),
  place('east', '浙江 杭州 余杭 571 311100', 10),
  place('east', '浙江 宁波 北仑 574 315800', 6),
  place('east', '浙江 绍兴 柯桥 575 312030', 3),
  place('east', '浙江 嘉兴 南湖 573 314000', 3),
  place('east', '江苏 南京 江宁 25 211100', 7),
  place('east', '江苏 苏州 吴中 512 215100', 9),
  place('east', '江苏 无锡 新吴 510 214000', 5),
  place('east', '安徽 合肥 蜀山 551 230031', 5),
  place('east', '福建 厦门 湖里 592 361006', 4),
  place('east', '福建 福州 鼓楼 591 350001', 3),
  place('east', '江西 南昌 红谷滩 791 330038', 2),
  place('south', '广东 广州 黄埔 20 510700', 9),
  place('south', '广东 深圳 宝安 755 518100', 10),
  place('south', '广东 东莞 松山湖 769 523808', 6),
  place('south', '广东 佛山 顺德 757 528300', 5),
  place('south', '广西 南宁 青秀 771 530022', 2),
  place('south', '海南 海口 龙华 898 570105', 1),
  place('south', '湖南 长沙 雨花 731 410007', 4),
  place('south', '湖北 武汉 东西湖 27 430040', 6),
  place('north', '北京 北京 顺义 10 101300', 8),
  place('north', '北京 北京 大兴 10 102600', 4),
  place('north', '天津 天津 滨海 22 300450', 5),
  place('north', '河北 石家庄 长安 311 050000', 3),
  place('north', '山东 青岛 城阳 532 266109', 6),
  place('north', '山东 济南 历城 531 250100', 4),
  place('north', '山东 淄博 张店 533 255000', 2),
  place('north', '河南 郑州 中原 371 450007', 5),
  place('north', '辽宁 沈阳 铁西 24 110021', 3),
  place('north', '辽宁 大连 甘井子 411 116033', 3),
  place('north', '内蒙古 呼和浩特 赛罕 471 010020', 1),
  place('southwest', '四川 成都 龙泉驿 28 610100', 9),
  place('southwest', '四川 绵阳 涪城 816 621000', 2),
  place('southwest', '重庆 重庆 渝北 23 401120', 7),
  place('southwest', '云南 昆明 官渡 871 650200', 3),
  place('southwest', '贵州 贵阳 观山湖 851 550081', 2),
  place('southwest', '陕西 西安 未央 29 710016', 5),
  place('southwest', '甘肃 兰州 城关 931 730030', 1),
]

/** Streets that every town could have. */
export const streets: readonly Both[] = [
  ['创新路', 'Chuangxin Road'],
  ['物流大道', 'Wuliu Avenue'],
  ['示范街', 'Shifan Street'],
  ['科技园路', 'Kejiyuan Road'],
  ['港城路', 'Gangcheng Road'],
  ['开发大道', 'Kaifa Avenue'],
  ['丰收路', 'Fengshou Road'],
  ['启航路', 'Qihang Road'],
  ['云杉路', 'Yunshan Road'],
  ['文汇路', 'Wenhui Road'],
]

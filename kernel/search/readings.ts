import { pinyin } from 'pinyin-pro'

/** Words whose characters are read otherwise than alone: `word reading reading …`. Places, common parts of company names, double surnames. */
const wordReadings = `
重庆 chong qing,重阳 chong yang,重复 chong fu,重新 chong xin,厦门 xia men,长安 chang an,长城 chang cheng,成长 cheng zhang,增长 zeng zhang,店长 dian zhang
董事长 dong shi zhang,校长 xiao zhang,会长 hui zhang,组长 zu zhang,家长 jia zhang,部长 bu zhang,市长 shi zhang,院长 yuan zhang,处长 chu zhang,科长 ke zhang,局长 ju zhang
成都 cheng du,首都 shou du,都市 du shi,新都 xin du,丰都 feng du,都匀 du yun,都江堰 du jiang yan,江都 jiang du,于都 yu du,宜都 yi du,望都 wang du
朝阳 chao yang,潮州 chao zhou,六安 lu an,六合 lu he,蚌埠 beng bu,番禺 pan yu,东阿 dong e,阿胶 e jiao,涡阳 guo yang,亳州 bo zhou,台州 tai zhou,天台 tian tai
丽水 li shui,乐清 yue qing,乐山 le shan,乐亭 lao ting,歙县 she xian,单县 shan xian,莘县 shen xian,莘庄 xin zhuang,蔚县 yu xian,洪洞 hong tong,大埔 da bu,黄埔 huang pu
宿州 su zhou,宿迁 su qian,铅山 yan shan,西藏 xi zang,藏族 zang zu,郫都 pi du,筠连 jun lian,犍为 qian wei,荥阳 xing yang,荥经 ying jing,解州 hai zhou,尉犁 yu li
曾都 zeng du,枞阳 zong yang,珲春 hun chun,桦甸 hua dian,喀什 ka shi,秘鲁 bi lu,吐蕃 tu bo,十里堡 shi li pu,吴堡 wu bu,中牟 zhong mu,浚县 xun xian,鄱阳 po yang
柏林 bo lin,牟平 mu ping,巷道 hang dao,勐海 meng hai,侯马 hou ma,儋州 dan zhou,邛崃 qiong lai,泌阳 bi yang,南阳 nan yang,大夫 dai fu,什邡 shi fang,繁峙 fan shi
银行 yin hang,行业 hang ye,商行 shang hang,车行 che hang,分行 fen hang,支行 zhi hang,总行 zong hang,投行 tou hang,同行 tong hang,行情 hang qing,五金行 wu jin hang
花行 hua hang,药行 yao hang,洋行 yang hang,央行 yang hang,农行 nong hang,工行 gong hang,建行 jian hang,中行 zhong hang,招行 zhao hang,交行 jiao hang,琴行 qin hang,米行 mi hang
音乐 yin yue,乐器 yue qi,乐团 yue tuan,乐队 yue dui,器乐 qi yue,声乐 sheng yue,民乐 min yue,交响乐 jiao xiang yue,会计 kuai ji,空调 kong tiao,调味 tiao wei,调理 tiao li
调料 tiao liao,调节 tiao jie,传记 zhuan ji,人参 ren shen,海参 hai shen,西洋参 xi yang shen,给排水 ji pai shui,供给 gong ji,给水 ji shui,薄荷 bo he,湖泊 hu po,便宜 pian yi
种植 zhong zhi,种子 zhong zi,快乐 kuai le,处理 chu li,弹簧 tan huang,弹性 tan xing,校对 jiao dui,称重 cheng zhong,暖和 nuan huo,率先 shuai xian,统率 tong shuai
数据 shu ju,角色 jue se,钥匙 yao shi,宝藏 bao zang,曝光 bao guang,似的 shi de,降落 jiang luo,投降 tou xiang,兴奋 xing fen,高兴 gao xing,冠军 guan jun,夺冠 duo guan
的士 di shi,目的 mu di,了解 liao jie,着力 zhuo li,卡车 ka che,关卡 guan qia,差旅 chai lv,出差 chu chai,血液 xue ye,模具 mu ju,模样 mu yang,量子 liang zi,地方 di fang,地产 di chan
地铁 di tie,地质 di zhi,大地 da di,土地 tu di,天地 tian di,基地 ji di,园地 yuan di,绿地 lv di,得力 de li,得利 de li,觉悟 jue wu,睡觉 shui jiao,还原 huan yuan,盛放 sheng fang
欧阳 ou yang,司马 si ma,上官 shang guan,诸葛 zhu ge,尉迟 yu chi,万俟 mo qi,澹台 tan tai,令狐 ling hu,长孙 zhang sun,宇文 yu wen,慕容 mu rong,鲜于 xian yu,单于 chan yu
独孤 du gu,皇甫 huang fu,公孙 gong sun,濮阳 pu yang,淳于 chun yu,赫连 he lian,呼延 hu yan,百里 bai li,东方 dong fang,南宫 nan gong,西门 xi men`

/** Family names read otherwise than the character alone. */
const surnameReadings = `单 shan,曾 zeng,仇 qiu,解 xie,查 zha,区 ou,朴 piao,盖 ge,翟 zhai,乐 yue,缪 miao,繁 po,员 yun,种 chong,牟 mou,召 shao,祭 zhai
折 she,秘 bi,么 yao,尉 yu,句 gou,佴 nai,洗 xian,郇 xun,郗 xi,郄 qie,薄 bo,晟 cheng,覃 tan,省 xing,颉 xie,都 du,隗 kui,黑 he`

type Reading = Readonly<{ plain: string; words: readonly WordReading[] | undefined }>
type WordReading = Readonly<{ characters: readonly string[]; readings: readonly string[] }>

const entries = (table: string): string[][] =>
  table
    .trim()
    .split(/[,\n]/)
    .map((entry) => entry.trim().split(' '))

const wordsByFirst = Map.groupBy(
  entries(wordReadings).map(([word, ...readings]): WordReading => ({ characters: Array.from(word!), readings })),
  (word) => word.characters[0]!,
)
const surnames = new Map(entries(surnameReadings).map(([name, reading]) => [name!, reading!]))

// pinyin-pro took 11 µs a name; asked once per character and kept, 1 µs.
const cache = new Map<string, Reading>()

function readingOf(character: string): Reading {
  const known = cache.get(character)
  if (known) return known
  const spoken = pinyin(character, { toneType: 'none', v: true, nonZh: 'removed' })
  const words = wordsByFirst.get(character)?.toSorted((a, b) => b.characters.length - a.characters.length)
  const reading = { plain: /^[a-z]+$/.test(spoken) ? spoken : '', words }
  cache.set(character, reading)
  return reading
}

const startsAt = (characters: readonly string[], at: number, word: readonly string[]): boolean =>
  word.every((character, i) => characters[at + i] === character)

/**
 * How each character of a run is spoken: small letters without tones, `v` for ü, empty where a character has no pinyin.
 *
 * Characters are simplified ones. A character with several readings takes its usual one, but in known words that of the word.
 */
export function readingsOf(characters: readonly string[]): string[] {
  const spoken: string[] = []
  while (spoken.length < characters.length) {
    const at = spoken.length
    const reading = readingOf(characters[at]!)
    const word = reading.words?.find((one) => startsAt(characters, at, one.characters))
    if (word) spoken.push(...word.readings)
    else spoken.push(reading.plain)
  }
  return spoken
}

/** How a character is spoken as a family name, where that differs from its usual reading. */
export function surnameReading(character: string): string | undefined {
  const reading = surnames.get(character)
  return reading === readingOf(character).plain ? undefined : reading
}

import { isUtf8 } from 'node:buffer'
import { toSimplified } from '../search/fold.ts'

/** How the bytes of a text file are to be read; `label` is one that `TextDecoder` knows. */
export type Encoding = Readonly<{ label: string; bomBytes: number }>

/** The commonest characters of prose and of business tables, in simplified form: what a right reading of Chinese is full of and a wrong one is not. */
const frequent = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系情者最立代想已通并提直题程展五果料象员位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手角期根论运农指几九区强放决西被干做必先回则任取据处南给色光门即保北造百规领七海口东导器志世金增济思术极交受联什认六共权收证改清美再采转更单风白教速花带安场身车例真务具万每目至达示议报完类八华名确才科张信马节米整空元集传广石记需研界林装算低持音书布容儿际商非验连深近千周委技备半办青省列约支团市克除消构府称准精值号率维划选标写存快效院查江型王按格养易置派层始专状育厂京识适属包住调满县局照参红细引听价客户限责任电话址姓邮箱注额编态阶段库单票购销售合订付款税率联系职务性别男女李刘陈杨黄赵吴徐孙朱胡郭何罗宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范圳沪津渝粤浙鲁湖福州苏杭武汉成都'.normalize(),
)

const utf8: Encoding = { label: 'utf-8', bomBytes: 0 }
/** Below both shares a reading as Chinese is not believed. */
const FREQUENT_AT_LEAST = 0.25
const COMMON_AT_LEAST = 0.85

function byMark(head: Buffer): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { label: 'utf-8', bomBytes: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { label: 'utf-16le', bomBytes: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { label: 'utf-16be', bomBytes: 2 }
  return undefined
}

/** Sixteen-bit text without a mark: every second byte of its ASCII letters is zero. */
function byZeros(head: Buffer): Encoding | undefined {
  let even = 0
  let odd = 0
  for (let i = 0; i < head.length; i++) if (head[i] === 0) i % 2 === 0 ? even++ : odd++
  const half = head.length / 2
  if (odd > half * 0.3 && even < half * 0.01) return { label: 'utf-16le', bomBytes: 0 }
  if (even > half * 0.3 && odd < half * 0.01) return { label: 'utf-16be', bomBytes: 0 }
  return undefined
}

/** Without the bytes of a last character that the end of the head may have cut. */
function uncutUtf8(head: Buffer): Buffer {
  let end = head.length
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = head[end - back]!
    if (byte < 0x80) break
    if (byte >= 0xc0) {
      end -= back
      break
    }
  }
  return head.subarray(0, end)
}

/** The head up to the end of its last line: a cut character then stands in none of the candidates. */
function wholeLines(head: Buffer, isWhole: boolean): Buffer {
  const end = isWhole ? -1 : head.lastIndexOf(0x0a)
  return end > 0 ? head.subarray(0, end) : head
}

type Reading = Readonly<{ label: string; wrongShare: number; frequentShare: number; commonShare: number }>

function readAs(label: string, bytes: Buffer): Reading {
  const text = new TextDecoder(label).decode(bytes)
  let wide = 0
  let wrong = 0
  let known = 0
  for (const character of toSimplified(text)) {
    if (character < '\u0080') continue
    wide++
    if (character === '\ufffd') wrong++
    else if (frequent.has(character)) known++
  }
  const share = (part: number): number => (wide === 0 ? 0 : part / wide)
  return { label, wrongShare: share(wrong), frequentShare: share(known), commonShare: commonShare(label, bytes) }
}

/** The share of double bytes that lie where the standard put its common characters: 3,755 of GB 2312, 5,401 of Big5. For a few rare names. */
function commonShare(label: string, bytes: Buffer): number {
  let wide = 0
  let common = 0
  for (let i = 0; i + 1 < bytes.length; i++) {
    const lead = bytes[i]!
    if (lead < 0x81) continue
    wide++
    const trail = bytes[++i]!
    if (label === 'big5' ? lead >= 0xa4 && lead <= 0xc6 : lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1) common++
  }
  return wide === 0 ? 0 : common / wide
}

const score = (reading: Reading): number => 2 * reading.frequentShare + reading.commonShare
const isBelievable = (reading: Reading): boolean => reading.frequentShare >= FREQUENT_AT_LEAST || reading.commonShare >= COMMON_AT_LEAST

/** The share of bytes above 127 that stand alone between ASCII bytes, as accented letters do and Chinese characters never. */
function lonelyShare(bytes: Buffer): number {
  let high = 0
  let lonely = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue
    high++
    if ((bytes[i - 1] ?? 0) < 0x80 && (bytes[i + 1] ?? 0) < 0x80) lonely++
  }
  return high === 0 ? 0 : lonely / high
}

/** Names that the detector uses and `TextDecoder` does not. */
const labels: Readonly<Record<string, string>> = { CP932: 'shift_jis', CP949: 'euc-kr' }

async function byStatistics(bytes: Buffer): Promise<string | undefined> {
  const { detect } = await import('jschardet')
  const { encoding, confidence } = detect(bytes.subarray(0, 65_536))
  if (!encoding || confidence < 0.8) return undefined
  try {
    return new TextDecoder(labels[encoding] ?? encoding).encoding
  } catch {
    return undefined
  }
}

/**
 * The encoding of a text file from its first bytes: a byte order mark, valid UTF-8, zeros of UTF-16, else the more believable of
 * GB18030 and Big5 by how many common characters each reading gives, else single-byte Latin, else what statistics of byte pairs say.
 * Ends as UTF-8 (with replacement characters) where nothing fits.
 *
 * `isWhole`: the head is the whole file.
 */
export async function detectEncoding(head: Buffer, isWhole: boolean): Promise<Encoding> {
  const marked = byMark(head)
  if (marked) return marked
  const zeros = byZeros(head)
  if (zeros) return zeros
  if (isUtf8(isWhole ? head : uncutUtf8(head))) return utf8
  const bytes = wholeLines(head, isWhole)
  if (readAs('utf-8', bytes).wrongShare <= 0.02) return utf8
  const chinese = [readAs('gb18030', bytes), readAs('big5', bytes)].filter((one) => one.wrongShare <= 0.02)
  const best = chinese.toSorted((a, b) => score(b) - score(a))[0]
  if (best && isBelievable(best)) return { label: best.label, bomBytes: 0 }
  if (lonelyShare(bytes) >= 0.7) return { label: 'windows-1252', bomBytes: 0 }
  return { label: (await byStatistics(bytes)) ?? best?.label ?? 'utf-8', bomBytes: 0 }
}

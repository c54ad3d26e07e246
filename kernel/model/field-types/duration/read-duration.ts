const unitSeconds: Readonly<Record<string, number>> = {
  d: 86_400,
  h: 3600,
  m: 60,
  s: 1,
  天: 86_400,
  小时: 3600,
  小時: 3600,
  分钟: 60,
  分鐘: 60,
  分: 60,
  秒: 1,
}

const part = /(\d{1,9}(?:\.\d+)?)(小时|小時|分钟|分鐘|[dhms天分秒])/gy

/** `90` (seconds), `1:30` (hours and minutes), `1:30:00`, `1h 30m`, `1.5小时` as seconds; null for nothing, undefined for any other text. */
export function readDuration(text: string): number | null | undefined {
  const narrow = text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  if (narrow === '') return null
  if (/^\d{1,15}$/.test(narrow)) return Number(narrow)
  const [, hours, minutes, seconds = '0'] = /^(\d{1,7}):([0-5]?\d)(?::([0-5]?\d))?$/.exec(narrow) ?? []
  if (hours) return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  const found = [...narrow.matchAll(part)]
  if (found.length === 0 || found.map(([all]) => all).join('') !== narrow) return undefined
  return Math.round(found.reduce((sum, [, count, unit]) => sum + Number(count) * unitSeconds[unit!]!, 0))
}

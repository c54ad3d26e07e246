import dayjs from 'dayjs'

const words: Readonly<Record<string, number>> = {
  今天: 0,
  明天: 1,
  后天: 2,
  後天: 2,
  昨天: -1,
  前天: -2,
  today: 0,
  tomorrow: 1,
  yesterday: -1,
}

/** `2026-11-18`, `2026/11/18`, `20261118`, `11月18日`, `11-18`, `明天`: the day that is meant; undefined for anything else. */
export function readDayText(text: string, today: string): string | undefined {
  const narrow = text.normalize('NFKC').trim().toLowerCase()
  if (Object.hasOwn(words, narrow))
    return dayjs(today)
      .add(words[narrow] ?? 0, 'day')
      .format('YYYY-MM-DD')
  const [, year = today.slice(0, 4), month, day] =
    /^(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[\sT].*)?$/i.exec(narrow) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(narrow) ??
    []
  if (!month || !day) return undefined
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return dayjs(found).format('YYYY-MM-DD') === found ? found : undefined
}

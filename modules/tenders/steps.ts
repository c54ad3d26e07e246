import type { RowOf } from '#kernel'
import type { tender } from './objects/index.ts'

export type TenderStep = 'questions' | 'handIn' | 'opening' | 'deposit'
type Dated = Pick<
  RowOf<typeof tender>,
  'state' | 'questionsBy' | 'handInBy' | 'openingOn' | 'depositPaidOn' | 'depositDueOn' | 'depositBackOn'
>

/** How the tasks are called, in the language of the workspace. */
export const words: Readonly<Record<TenderStep, Readonly<Record<'zh-CN' | 'zh-TW' | 'en', string>>>> = {
  questions: { 'zh-CN': '提疑截止：', 'zh-TW': '提疑截止：', en: 'Questions until: ' },
  handIn: { 'zh-CN': '递交投标：', 'zh-TW': '遞交投標：', en: 'Hand in the bid: ' },
  opening: { 'zh-CN': '开标：', 'zh-TW': '開標：', en: 'Opening of bids: ' },
  deposit: { 'zh-CN': '收回保证金：', 'zh-TW': '收回保證金：', en: 'Get the deposit back: ' },
}

/** The days of a tender that are still to be kept. */
export function daysOf(row: Dated): readonly Readonly<{ step: TenderStep; on: string }>[] {
  const isOpen = row.state === 'handedIn' || row.state === 'preparing'
  const days: readonly (readonly [TenderStep, string | null, boolean])[] = [
    ['questions', row.questionsBy, row.state === 'preparing'],
    ['handIn', row.handInBy, row.state === 'preparing'],
    ['opening', row.openingOn, isOpen],
    ['deposit', row.depositDueOn, !!row.depositPaidOn && !row.depositBackOn],
  ]
  return days.flatMap(([step, on, isDue]) => (on && isDue ? [{ step, on }] : []))
}

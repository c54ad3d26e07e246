import type { stages } from './objects/index.ts'

type Open = Exclude<(typeof stages)[number]['key'], 'won' | 'lost'>
type Said = Readonly<{ 'zh-CN': string; 'zh-TW': string; en: string }>

/** What a fresh workspace advises at each stage, until somebody writes what works here. */
export const stageAdvice: Readonly<Record<Open, Said>> = {
  contact: {
    'zh-CN': '弄清对方为什么现在要解决这个问题，以及不解决会怎样。约定下一步和日期。',
    'zh-TW': '弄清對方為什麼現在要解決這個問題，以及不解決會怎樣。約定下一步和日期。',
    en: 'Find out why they want to solve this now, and what happens if they do not. Agree on a next step and a day.',
  },
  evaluation: {
    'zh-CN': '核实需求、预算、决策人、竞争和我方能力。值得投入就立项，不值得就尽早放手。',
    'zh-TW': '核實需求、預算、決策人、競爭和我方能力。值得投入就立項，不值得就儘早放手。',
    en: 'Check need, budget, deciders, competition and our own ability. Commit if it is worth it, let go early if not.',
  },
  analysis: {
    'zh-CN': '与使用人员一起写下需求，并请客户确认。问清谁会反对，为什么。',
    'zh-TW': '與使用人員一起寫下需求，並請客戶確認。問清誰會反對，為什麼。',
    en: 'Write the requirements down with those who will use it and have them confirmed. Ask who is against it, and why.',
  },
  solution: {
    'zh-CN': '先向决策人讲方案要点，再写全文。把价值算成客户的数字。',
    'zh-TW': '先向決策人講方案要點，再寫全文。把價值算成客戶的數字。',
    en: 'Show the outline to the decider before writing all of it. Put the value into the customer’s own numbers.',
  },
  tender: {
    'zh-CN': '记录每个对手的方案和报价。把我方优势写进评分标准，留意各项截止时间。',
    'zh-TW': '記錄每個對手的方案和報價。把我方優勢寫進評分標準，留意各項截止時間。',
    en: 'Note offer and price of every competitor. Bring our strengths into the criteria and keep an eye on the deadlines.',
  },
  negotiation: {
    'zh-CN': '让步要换条件：付款、数量、工期或案例。先确认对方有权签字，再谈价格。',
    'zh-TW': '讓步要換條件：付款、數量、工期或案例。先確認對方有權簽字，再談價格。',
    en: 'Give nothing without something in return: payment, volume, time or a reference. Make sure they may sign before talking price.',
  },
  signing: {
    'zh-CN': '列出到签字为止的每一步、负责人和日期，每天跟进一次。',
    'zh-TW': '列出到簽字為止的每一步、負責人和日期，每天跟進一次。',
    en: 'List every step up to the signature with person and day, and look at it daily.',
  },
}

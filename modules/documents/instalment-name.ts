import type { Work } from '#kernel'
import type { Locale } from '#kernel/model'
import { paperText } from '#modules/papers'

/** An instalment that nobody named is called by its number in our lists (`#1`); a paper says it in words. */
export const instalmentName = (work: Work, locale: Locale, name: unknown): string =>
  String(name ?? '').replace(/^#(\d+)$/, (_, n: string) => paperText(work, locale, 'documents.paper.instalment').replace('{{n}}', n))

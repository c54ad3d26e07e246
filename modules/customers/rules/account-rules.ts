import { defineRules, issue, type RowOf } from '#kernel/model'
import { account } from '../objects/account.ts'
import { birthdayDerived, birthdayIssues, birthdayReads } from './birthdays.ts'

const blacklisting = ['blacklist', 'blacklistReason', 'blacklistUntil', 'blacklistedOn', 'blacklistedBy'] as const
const reads = [
  'id',
  'kind',
  'headcount',
  'gender',
  ...birthdayReads,
  'idKind',
  'parent',
  'grade',
  'gradeRule',
  'gradeReason',
  'gradeUntil',
  ...blacklisting,
] as const
type Account = { [K in (typeof reads)[number]]: RowOf<typeof account>[K] | null | undefined }
type Context = Readonly<{ isSystem?: boolean; today: string }>

const isNew = (row: Account, before: Account | null, name: keyof Account): boolean => (row[name] ?? null) !== (before?.[name] ?? null)
/** Somebody set the grade, no rule did. */
const isByHand = (row: Account, before: Account | null, { isSystem }: Context): boolean => !isSystem && isNew(row, before, 'grade')

/** A person has no head count, a company no gender, and nobody is his own parent. A person has a birthday, as a contact has. A grade set by hand says why and until when; blacklisting is an action. */
export const accountRules = defineRules(account, {
  reads,
  derive: (row, before, context) => {
    const birthday = birthdayDerived(row, context.today)
    if (isByHand(row, before, context)) return { ...birthday, gradeRule: null }
    return row.gradeRule && isNew(row, before, 'gradeRule') ? { ...birthday, gradeReason: null, gradeUntil: null } : birthday
  },
  check: (row, before, context) => {
    const isGraded = isByHand(row, before, context) && !!row.grade
    const isListed = !!before && !context.isSystem && blacklisting.some((name) => isNew(row, before, name))
    return [
      row.kind === 'person' && typeof row.headcount === 'number' && issue('headcount', 'customers.headcount-needs-company'),
      row.kind !== 'person' && !!row.gender && issue('gender', 'customers.gender-needs-person'),
      row.kind !== 'person' && !!row.birthday && issue('birthday', 'customers.person-only'),
      row.kind !== 'person' && !row.birthday && !!row.lunarMonth && issue('lunarMonth', 'customers.person-only'),
      row.kind !== 'person' && !!row.idKind && issue('idKind', 'customers.person-only'),
      ...birthdayIssues(row, context.today),
      !!row.parent && row.parent === row.id && issue('parent', 'customers.own-parent'),
      isGraded && !row.gradeReason && issue('gradeReason', 'customers.grade-needs-reason'),
      isGraded && !row.gradeUntil && issue('gradeUntil', 'customers.grade-needs-end'),
      !!row.gradeUntil &&
        isNew(row, before, 'gradeUntil') &&
        row.gradeUntil < context.today &&
        issue('gradeUntil', 'customers.end-in-past'),
      isListed && issue('blacklist', 'customers.blacklist-by-action'),
    ]
  },
})

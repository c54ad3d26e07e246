import { choice, day, integer, yesNo } from '#kernel/model'
import { lunarMonths } from '../rules/birthdays.ts'

/** The birthday of whoever has one: a contact, and a customer who is a person. */
export const birthdayFields = {
  birthday: day(),
  /** By which calendar it is kept. By the Chinese one its month and day follow from the day of birth, or stand alone where the year is not known. */
  birthdayBy: choice([{ key: 'solar' }, { key: 'lunar' }], { default: 'solar' }),
  lunarMonth: choice(lunarMonths.map((key) => ({ key }))),
  lunarDay: integer({ min: 1, max: 30, total: false }),
  lunarLeap: yesNo({ default: false }),
  /** Written with the birthday and, once it is over, by a round: lists sort and filter by it. */
  nextBirthdayOn: day({ readOnly: true, indexed: true }),
}

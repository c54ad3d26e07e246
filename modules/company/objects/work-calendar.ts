import { day, defineObject, lines, link, text, yesNo } from '#kernel/model'

/** A day unlike its weekday: a holiday has no hours, a day worked instead has some. */
export const calendarDay = defineObject('calendarDay', {
  plural: 'calendarDays',
  title: 'name',
  partOf: 'calendar',
  icon: 'calendar',
  unique: [['calendar', 'day']],
  fields: {
    calendar: link('workCalendar', { required: true, onRemove: 'follow' }),
    day: day({ required: true }),
    name: text({ required: true, max: 100 }),
    hours: text({ max: 100 }),
  },
  views: { list: { columns: ['day', 'name', 'hours'], sort: 'day' }, form: [{ section: 'basic', rows: [['day', 'name'], ['hours']] }] },
})

const hours = (preset?: string) => text({ max: 100, ...(preset ? { default: preset } : {}) })
const usual = '09:00-12:00, 13:00-18:00'

/** When we work: hours of each weekday (`09:00-12:00, 13:00-18:00`, none for a free day) and the days unlike them, in the workspace's time zone. */
export const workCalendar = defineObject('workCalendar', {
  plural: 'workCalendars',
  title: 'name',
  listedFor: 'editors',
  icon: 'calendar-clock',
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    isDefault: yesNo({ default: false }),
    monday: hours(usual),
    tuesday: hours(usual),
    wednesday: hours(usual),
    thursday: hours(usual),
    friday: hours(usual),
    saturday: hours(),
    sunday: hours(),
    days: lines(calendarDay, { by: 'calendar' }),
  },
  views: {
    list: { columns: ['name', 'isDefault', 'monday', 'friday', 'saturday', 'updatedAt'], sort: 'name' },
    form: [
      { section: 'basic', rows: [['name', 'isDefault']] },
      { section: 'week', rows: [['monday', 'tuesday'], ['wednesday', 'thursday'], ['friday', 'saturday'], ['sunday']] },
      { section: 'days', rows: [['days']] },
    ],
  },
})

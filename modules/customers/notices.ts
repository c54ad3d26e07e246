import { defineNotice } from '#kernel'
import { account, contact } from './objects/index.ts'

/** Somebody gave me a customer. */
export const transferred = defineNotice('customers.transferred', { on: account, asks: true })

/** Somebody whom I look after has his birthday soon. */
export const birthdayComes = defineNotice('customers.birthday', { on: contact, shows: ['account', 'nextBirthdayOn'] })

/** The same of a customer who is a person. */
export const customerBirthday = defineNotice('customers.person-birthday', { on: account, shows: ['nextBirthdayOn'] })

export const notices = [transferred, birthdayComes, customerBirthday]

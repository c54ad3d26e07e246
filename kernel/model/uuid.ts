import { v7 } from 'uuid'

/** A new identifier, ordered by time (version 7): made here, never by the database. */
export const newId = (): string => v7()

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isUuid = (value: unknown): value is string => typeof value === 'string' && form.test(value)

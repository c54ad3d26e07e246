import type { Reads, Session } from '../engine-types.ts'
import { Fault } from '../model/fault.ts'

/**
 * The fault with the id of the record that already has the unique value, where the asker may see that record; else as it came.
 * PostgreSQL tells the value in the error's detail: `Key (email)=(a@b.example) already exists.`
 */
export async function nameOther(fault: Fault, session: Session, reads: () => Reads): Promise<Fault> {
  const { object, fields } = fault.details as { object?: string; fields?: readonly string[] }
  if (fault.code !== 'kernel.not-unique' || !object || fields?.length !== 1) return fault
  const detail = (fault.cause as { detail?: string } | undefined)?.detail
  const value = /=\((.*)\) already exists/s.exec(detail ?? '')?.[1]
  if (value === undefined) return fault
  try {
    const found = JSON.parse(await reads().list(session, { object, filter: { [fields[0]!]: value }, fields: ['id'], limit: 1 })) as {
      rows: { id: string }[]
    }
    return found.rows[0] ? new Fault(fault.code, { ...fault.details, record: found.rows[0].id }, fault.issues) : fault
  } catch (error) {
    if (error instanceof Fault) return fault
    throw error
  }
}

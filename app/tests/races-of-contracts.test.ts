import { plans, spending } from './race-money.ts'
import { raceAll, withoutFlows } from './race-stand.ts'

await withoutFlows()

raceAll(plans)
raceAll(spending)

import { calls, customers, leads, pools } from './race-customers.ts'
import { raceAll, withoutFlows } from './race-stand.ts'

await withoutFlows()

raceAll(customers)
raceAll(leads)
raceAll(pools)
raceAll(calls)

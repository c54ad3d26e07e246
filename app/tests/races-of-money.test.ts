import { received } from './race-money.ts'
import { raceAll, withoutFlows } from './race-stand.ts'

await withoutFlows()

raceAll(received)

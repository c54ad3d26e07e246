import { everywhere, issues, statements } from './race-counted.ts'
import { raceAll, withoutFlows } from './race-stand.ts'

await withoutFlows()

raceAll(statements)
raceAll(issues)
raceAll(everywhere)
